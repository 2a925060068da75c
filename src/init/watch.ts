import type { Contract, Input, Operation } from '../contract/contract.ts';
import { step, withAt } from '../contract/pointer.ts';
import type { Answered, Call, Case } from '../observation/observation.ts';
import { inputsOf } from '../plan/inputs.ts';
import { Heartbeat } from '../rig/clock.ts';
import { Rig } from '../rig/rig.ts';
import { recogniser } from '../run/recogniser.ts';
import { inferredSchema } from '../schema/inferred-schema.ts';
import { Unsatisfiable } from '../schema/unsatisfiable.ts';
import type { ProposedCall, Written } from './proposal.ts';
import { nameOf } from './traffic-operations.ts';

/** What one request to an operation came to. */
export interface Watched {
  readonly operation: string;
  readonly well: boolean;
  readonly answer: Answered;
  /** Calls of the component, declared or not. */
  readonly calls: readonly Call[];
  readonly shown?: Shown;
}

/** What requests that are not as the example are answered with. */
export interface Shown {
  /** Statuses that say that the request was wrong. */
  readonly refused: readonly number[];
  /** Pointers of members without which a request is served all the same. */
  readonly optional: readonly string[];
  /** Bodies of the answers to these. */
  readonly served: readonly string[];
}

const tries = 2;
// A request for each member that is left out: more members than that are not looked at.
const mostMembers = 40;

/**
 * Launches the component of a contract and asks each operation once for something healthy. `curious`: and those of which
 * nothing but an example is known also for what is not like it. Throws `LaunchError`.
 */
export async function watch(
  contract: Contract,
  {
    seed,
    signal,
    curious,
  }: { readonly seed: number; readonly signal: AbortSignal; readonly curious: readonly string[] },
): Promise<Watched[]> {
  using heartbeat = new Heartbeat();
  await using rig = await Rig.open(contract, { recognise: recogniser, heartbeat, signal });
  const all: Watched[] = [];
  for (const operation of Object.values(contract.upstream)) {
    if (signal.aborted) break;
    const input = inputFor(operation, seed);
    if (typeof input === 'string') {
      all.push({
        operation: operation.name,
        well: false,
        calls: [],
        answer: { kind: 'none', why: 'failed', detail: input, ended: 0 },
      });
      continue;
    }
    const watched = await ask(rig, operation, input, seed);
    const more =
      curious.includes(operation.name) && watched.well ? { shown: await askMore(rig, operation, input, seed) } : {};
    all.push({ ...watched, ...more });
  }
  return all;
}

/** A healthy request; or why there is none. */
function inputFor(operation: Operation, seed: number): Input | string {
  try {
    return inputsOf(operation, 1, seed)[0] ?? {};
  } catch (error) {
    if (error instanceof Unsatisfiable) return `no request satisfies its schema: ${error.message}`;
    throw error;
  }
}

async function askMore(rig: Rig, operation: Operation, input: Input, seed: number): Promise<Shown> {
  const refused = new Set<number>();
  const optional: string[] = [];
  const served: string[] = [];
  const statusOf = async (body: unknown) => {
    const { answer } = await rig.probe(caseOf(operation, { ...input, body }, seed));
    if (rig.dead) await rig.relaunch();
    const status = answer.kind === 'response' && typeof answer.status === 'number' ? answer.status : 0;
    if (status >= 400 && status < 500) refused.add(status);
    if (answer.kind === 'response' && status >= 200 && status < 300) served.push(answer.body.text);
    return status;
  };
  if (typeof input.body !== 'object' || input.body === null) return { refused: [], optional, served };
  for (const body of ['no object', [], {}]) await statusOf(body);
  for (const pointer of membersOf(input.body).slice(0, mostMembers)) {
    const status = await statusOf(withAt(input.body, pointer, undefined));
    if (status >= 200 && status < 300) optional.push(pointer);
  }
  return { refused: [...refused].sort(), optional, served };
}

/** The pointers of all members of objects, also of those in lists. */
function membersOf(value: unknown, pointer = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const at = step(pointer, key);
    return [...(Array.isArray(value) ? [] : [at]), ...membersOf(inner, at)];
  });
}

const caseOf = ({ name }: Operation, input: Input, seed: number): Case => ({
  id: `${name}/none/init#1`,
  operation: name,
  seed,
  input,
  schedule: [],
});

/** What a component that was just started says first may not be its last word. */
async function ask(rig: Rig, operation: Operation, input: Input, seed: number): Promise<Watched> {
  const asked = caseOf(operation, input, seed);
  for (let n = 1; ; n++) {
    const { well, answer, calls } = await rig.probe(asked);
    if (well || n === tries) return { operation: operation.name, well, answer, calls };
    if (rig.dead) await rig.relaunch();
  }
}

/** The calls of a dependency that no operation was declared for, as operations of it. */
export function undeclaredCalls(watched: readonly Watched[], dependency: string, reply?: unknown): ProposedCall[] {
  const calls = watched
    .flatMap((one) => one.calls)
    .filter((c) => c.dependency === dependency && c.operation === undefined);
  const byCall = new Map<string, Call[]>();
  for (const call of calls) {
    const [path] = call.request.target.split('?') as [string];
    const key = `${call.request.method} ${path}`;
    byCall.set(key, [...(byCall.get(key) ?? []), call]);
  }
  return [...byCall].map(([call, all]) => {
    const [method, path] = call.split(' ') as [string, string];
    const bodies = all.flatMap(({ request }) => jsonOf(request.body.text));
    return {
      name: nameOf(method, path),
      call,
      ...(bodies.length > 0 ? { expects: { body: inferredSchema(bodies) } } : {}),
      returns:
        reply === undefined
          ? { status: 200, body: { type: 'object' } }
          : { status: 200, body: inferredSchema([reply]), examples: [reply] },
    };
  });
}

export function jsonOf(text: string): Written[] {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? [value as Written] : [];
  } catch {
    return [];
  }
}
