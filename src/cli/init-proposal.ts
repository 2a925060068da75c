import { existsSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { projectFolder } from '../contract/load.ts';
import { bareOperation, compose, dependenciesOf } from '../init/compose.ts';
import { documentOperations } from '../init/document-operations.ts';
import type { Proposal, ProposedDependency, ProposedOperation } from '../init/proposal.ts';
import type { Survey } from '../init/survey.ts';
import { trafficOperations } from '../init/traffic-operations.ts';
import { DraftError } from '../init/tried.ts';
import { WishError, wishedCall, wishedDependency } from '../init/wish.ts';
import { vocabulary } from '../run/vocabulary.ts';
import type { InitFlags } from './init-flags.ts';

/** Beside the sources, where nothing says where the project begins: a contract belongs to its own folder then. */
export function usualOut(name: string): string {
  const out = `contracts/${name}.contract.yaml`;
  return projectFolder(resolve(out)) === dirname(resolve(out)) ? `${name}.contract.yaml` : out;
}

/** What is known before anything is launched. */
export async function proposed(
  flags: InitFlags,
  found: Survey,
  name: string,
  out: string,
): Promise<{ proposal: Proposal; bare: string[]; guessed: boolean }> {
  const { without = [] } = flags;
  const launch = launchOf(flags, found, out);
  const wished = flags.dependency.map((text) => withReply(wishedDependency(text, Object.keys(vocabulary.protocols))));
  const dependencies = dependenciesOf(
    found.variables.dependencies.filter(({ variable }) => !without.includes(variable)),
    wished,
    { documents: found.documents, out },
  );
  const used = dependencies.flatMap(({ spec }) => (spec ? [resolve(dirname(out), spec)] : []));
  const document =
    flags.from ?? (flags.call.length > 0 ? undefined : found.documents.find((file) => !used.includes(resolve(file))));
  const calls = flags.call.length > 0 ? flags.call.map(wishedCall) : [];
  const guessed =
    document === undefined && calls.length === 0 ? found.routes.map(({ method, path }) => `${method} ${path}`) : calls;
  const examples = flags.example.map((text) => exampleOf(text));
  const bare = guessed.map((call, i) => bareOperation(call, examples[i]));
  const operations = document === undefined ? [] : await operationsIn(document, out);
  const ready = flags.ready === undefined ? {} : { ready: `GET ${flags.ready.replace(/^GET /, '')}` };
  const proposal = compose({ name, launch, ...ready, operations: [...operations, ...bare], dependencies, out }, found);
  return { proposal, bare: bare.map((one) => one.name), guessed: document === undefined && flags.call.length === 0 };
}

/** An example of a reply is read as one of a request is. */
function withReply(wished: ProposedDependency): ProposedDependency {
  return typeof wished.reply === 'string' ? { ...wished, reply: exampleOf(wished.reply, '--dependency') } : wished;
}

function launchOf(flags: InitFlags, found: Survey, out: string): Proposal['launch'] {
  if (flags.url !== undefined) return { url: flags.url };
  const command = flags.command ?? found.commands[0]?.command;
  if (command === undefined)
    throw new WishError(
      "How the component is started was not found. Say it: shakedown init --command 'node server.mjs', or --url for one that runs.",
    );
  const folder = relative(projectFolder(resolve(out)), resolve('.'));
  return { command: folder === '' ? command : `cd ${folder} && ${command}` };
}

async function operationsIn(file: string, out: string): Promise<readonly ProposedOperation[]> {
  if (!existsSync(file)) throw new WishError(`--from ${file} does not exist. Name an OpenAPI document or a .har file.`);
  if (/\.har$/i.test(file)) return await trafficOperations(file);
  const { operations, problems } = documentOperations(file, out, projectFolder(resolve(out)));
  const wrong = problems.find(({ severity }) => severity === 'error');
  if (wrong && operations.length === 0) throw new WishError(`--from ${file}: ${wrong.message} ${wrong.remedy ?? ''}`);
  if (wrong) throw new DraftError(problems);
  if (operations.length === 0) throw new WishError(`${file} has no operations. Name another document with --from.`);
  return operations;
}

function exampleOf(text: string, flag = '--example'): unknown {
  try {
    return JSON.parse(existsSync(text) ? readFileSync(text, 'utf8') : text);
  } catch {
    throw new WishError(`${flag} ${text} is neither JSON nor a file with it.`);
  }
}
