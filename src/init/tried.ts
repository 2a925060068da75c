import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Contract } from '../contract/contract.ts';
import { at, withAt } from '../contract/pointer.ts';
import type { Problem } from '../contract/problem.ts';
import { firstLook } from '../rig/component/first-look.ts';
import { inferredSchema } from '../schema/inferred-schema.ts';
import { documentOperations } from './document-operations.ts';
import { drafted } from './drafted.ts';
import { answerNotes, type Proposal, type ProposedOperation, type Written } from './proposal.ts';
import { jsonOf, undeclaredCalls, type Watched, watch } from './watch.ts';

export interface Trying {
  readonly out: string;
  /** Paths that may say that the component is ready, the likeliest first; empty: it is known. */
  readonly ready: readonly string[];
  /** Nothing but an example is known of these operations. */
  readonly bare: readonly string[];
  /** The operations are what the sources seem to serve: a document that the component serves knows better. */
  readonly guessed: boolean;
  readonly seed: number;
  readonly signal: AbortSignal;
  readonly tell: (line: string) => void;
}

/** A proposal with what was seen of the component, and the operations that were left out of it. */
export interface Tried {
  readonly proposal: Proposal;
  readonly leftOut: readonly { readonly operation: ProposedOperation; readonly why: string }[];
}

/** The file cannot be read as a contract: a proposal that is wrong is a defect, or says what its documents say. */
export class DraftError extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super('the draft has problems');
    this.problems = problems;
  }
}

const readyPaths = [
  '/healthz',
  '/health',
  '/readyz',
  '/ready',
  '/livez',
  '/api/health',
  '/v1/health',
  '/ping',
  '/status',
  '/',
];
const documentPaths = [
  '/openapi.json',
  '/v3/api-docs',
  '/docs-json',
  '/swagger.json',
  '/api/openapi.json',
  '/api-docs',
  '/openapi.yaml',
];
// A call that was answered well may be followed by one that was never made before.
const rounds = 5;

/** Launches what is proposed, looks at it, asks it, and puts down what is seen. Throws `LaunchError` and `DraftError`. */
export async function tried(first: Proposal, trying: Trying): Promise<Tried> {
  let proposal = sound(await looked(sound(first, trying), trying), trying);
  if (proposal.operations.length === 0) return { proposal, leftOut: [] };
  let seen: readonly Watched[] = [];
  for (let round = 1; round <= rounds && !trying.signal.aborted; round++) {
    seen = await watch(contractOf(proposal, trying), { ...trying, curious: trying.bare });
    const more = withCalls(proposal, seen);
    if (more === proposal) break;
    proposal = more;
  }
  const refined = { ...proposal, operations: proposal.operations.map((one) => refinedBy(one, seen, trying.bare)) };
  return without(refined, seen, trying);
}

/** Without the examples that its own schemas forbid: documents and traffic have such. */
function sound(proposal: Proposal, { out, tell }: Trying): Proposal {
  const unsound = drafted(proposal, out).problems.filter(
    ({ severity, rule }) => severity === 'error' && rule === 'example-valid',
  );
  if (unsound.length === 0) return proposal;
  tell('Left out the examples of the document: some of them do not satisfy its own schemas.');
  const bare = proposal.operations.map(({ accepts, ...one }): ProposedOperation => {
    const { examples: _, ...rest } = accepts ?? {};
    return Object.keys(rest).length > 0 ? { ...one, accepts: rest } : one;
  });
  return { ...proposal, operations: bare };
}

function contractOf(proposal: Proposal, { out }: Trying): Contract {
  const { contract, problems } = drafted(proposal, out);
  if (!contract) throw new DraftError(problems);
  return contract;
}

/** Finds out how the component says that it is ready, and its OpenAPI document, where it serves one. */
async function looked(proposal: Proposal, trying: Trying): Promise<Proposal> {
  const known = proposal.operations.length > 0 && !trying.guessed;
  if (known && trying.ready.length === 0 && proposal.ready !== 'GET /') return proposal;
  const seen = await firstLook(contractOf(proposal, trying), {
    ready: [...new Set([...trying.ready, ...readyPaths])],
    texts: known ? [] : documentPaths,
    signal: trying.signal,
  });
  const ready = seen.ready === undefined ? proposal.ready : `GET ${seen.ready}`;
  trying.tell(
    seen.ready === undefined
      ? 'It answers, but no usual path says that it is ready: name one with --ready.'
      : `It is ready when ${ready} is answered.`,
  );
  const [served] = Object.entries(seen.texts);
  if (!served) return { ...proposal, ready };
  const file = kept(served[1], join(dirname(trying.out), `${proposal.name}.openapi`));
  const { operations, problems } = documentOperations(file, trying.out, contractOf(proposal, trying).project);
  if (problems.some(({ severity }) => severity === 'error')) throw new DraftError(problems);
  trying.tell(`It serves its OpenAPI document at ${served[0]}: kept as ${file}, ${operations.length} operations.`);
  const asked = operations.filter(({ call }) => call !== ready);
  return { ...proposal, ready, operations: asked.length > 0 ? asked : operations };
}

/** Writes a document beside the contract, as JSON or YAML as it was served. */
function kept(text: string, base: string): string {
  let [file, written] = [`${base}.yaml`, text];
  try {
    written = `${JSON.stringify(JSON.parse(text), null, 2)}\n`;
    file = `${base}.json`;
  } catch {
    // What is no JSON is YAML.
  }
  writeFileSync(file, written);
  return file;
}

/** With the calls that were seen and are not declared; the same where there are none. */
function withCalls(proposal: Proposal, seen: readonly Watched[]): Proposal {
  let more = false;
  const dependencies = proposal.dependencies.map((one) => {
    const calls = one.protocol === 'http' ? undeclaredCalls(seen, one.name, one.reply) : [];
    if (calls.length === 0) return one;
    more = true;
    return { ...one, calls: [...(one.calls ?? []), ...calls] };
  });
  return more ? { ...proposal, dependencies } : proposal;
}

/** An operation of which only an example was known, with what its answers showed. */
function refinedBy(operation: ProposedOperation, seen: readonly Watched[], bare: readonly string[]): ProposedOperation {
  const watched = seen.find((one) => one.operation === operation.name);
  if (!watched?.well || !bare.includes(operation.name) || watched.answer.kind !== 'response') return operation;
  const { status, body } = watched.answer;
  const { refused = [], optional = [], served = [] } = watched.shown ?? {};
  const values = [body.text, ...served].flatMap(jsonOf);
  const notes = {
    ...operation.notes,
    ...(operation.accepts?.body
      ? {
          '/accepts/body':
            'From the example; what is not required was left out once, and was not missed. Is it what callers may send?',
        }
      : {}),
    ...(refused.length > 0 ? { '/answers/rejected': 'As it was seen. Promise its body, too.' } : {}),
    '/answers/ok': `As it was seen.\n${answerNotes.degraded}`,
  };
  return {
    ...operation,
    ...(operation.accepts?.body
      ? { accepts: { ...operation.accepts, body: loosened(operation.accepts.body as Written, optional) } }
      : {}),
    answers: {
      ...operation.answers,
      ok: { status, ...(values.length > 0 ? { body: inferredSchema(values) } : {}) },
      ...(refused.length > 0 ? { rejected: { status: refused.length === 1 ? refused[0] : refused } } : {}),
    },
    notes,
  };
}

/** Without the members that a request need not have: pointers into a value, and so not into the schema. */
function loosened(schema: Written, optional: readonly string[]): Written {
  return optional.reduce<Written>((loose, pointer) => {
    const all = pointer.split('/').slice(1);
    const name = all.at(-1)!.replaceAll('~1', '/').replaceAll('~0', '~');
    const parent = all
      .slice(0, -1)
      .map((key) => (/^\d+$/.test(key) ? '/items' : `/properties/${key}`))
      .join('');
    const required = at(loose, `${parent}/required`);
    if (!Array.isArray(required)) return loose;
    const left = required.filter((one) => one !== name);
    return withAt(loose, `${parent}/required`, left.length > 0 ? left : undefined) as Written;
  }, schema);
}

/** Without operations that are not served when nothing is wrong, where others are: they would keep all from being tried. */
function without(proposal: Proposal, seen: readonly Watched[], { tell }: Trying): Tried {
  const told = seen.map((one) => ({
    ...one,
    status: one.answer.kind === 'response' ? String(one.answer.status) : one.answer.detail,
  }));
  for (const { operation, well, status, calls } of told) {
    const called = [...new Set(calls.map(({ dependency }) => dependency))];
    tell(
      `  ${operation}: ${well ? 'ok' : 'not ok'} (${status})${called.length > 0 ? `, calls ${called.join(', ')}` : ''}`,
    );
  }
  const unwell = told.filter(({ well }) => !well);
  if (unwell.length === 0 || unwell.length === told.length) return { proposal, leftOut: [] };
  const isOut = ({ name }: ProposedOperation) => unwell.find(({ operation }) => operation === name);
  return {
    proposal: { ...proposal, operations: proposal.operations.filter((one) => !isOut(one)) },
    leftOut: proposal.operations.flatMap((operation) => {
      const found = isOut(operation);
      return found ? [{ operation, why: `was answered with ${found.status}` }] : [];
    }),
  };
}
