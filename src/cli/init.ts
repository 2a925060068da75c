import { existsSync, rmSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { formatProblem } from '../contract/problem.ts';
import { drafted } from '../init/drafted.ts';
import type { Proposal } from '../init/proposal.ts';
import { plainName, type Survey, survey } from '../init/survey.ts';
import { DraftError, type Tried, tried } from '../init/tried.ts';
import { WishError } from '../init/wish.ts';
import { TrafficError } from '../learn/traffic-error.ts';
import { freshSeed } from '../plan/seed.ts';
import { printable } from '../report/printable.ts';
import { LaunchError } from '../rig/component/launch.ts';
import type { Command, Context } from './command.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import type { InitFlags } from './init-flags.ts';
import { proposed, usualOut } from './init-proposal.ts';
import { runCommand } from './run.ts';

// From nothing to a first verdict while one waits for it.
const longest = '3m';

const several = { type: 'string', array: true, nargs: 1, default: [] as string[] } as const;

export const initCommand: Command<InitFlags> = {
  command: 'init',
  describe: 'write a first contract for the component in this folder, and run it once',
  positionals: {},
  options: {
    command: { type: 'string', describe: 'how the component is started: node server.mjs' },
    url: { type: 'string', describe: 'the origin of a component that already runs: http://127.0.0.1:8080' },
    from: {
      type: 'string',
      describe: 'what callers may send: an OpenAPI document (.yaml, .json), or recorded traffic (.har)',
    },
    dependency: {
      ...several,
      describe: 'what it calls: llm=openai:OPENAI_BASE_URL, search=openapi:SEARCH_URL:specs/search.yaml',
    },
    call: { ...several, describe: "a request that it serves: 'POST /v1/ask'" },
    example: { ...several, describe: 'the body of a healthy request, for each --call: JSON, or a file with it' },
    ready: { type: 'string', describe: 'the path that is answered with 2xx once it is ready: /healthz' },
    name: { type: 'string', describe: 'what it is called' },
    out: { type: 'string', describe: 'the contract file', defaultDescription: 'contracts/<name>.contract.yaml' },
    yes: { type: 'boolean', default: false, describe: 'ask nothing: take what is found' },
    run: { type: 'boolean', default: true, describe: 'run the contract once; --no-run to leave it' },
    force: { type: 'boolean', default: false, describe: 'write over a contract that is there' },
    without: { ...several, describe: 'a variable that names no dependency, though it looks like it: PUBLIC_URL' },
    seed: { type: 'number', describe: 'repeat the run: the seed that it told' },
  },
  examples: {
    '$0 init': 'look at this folder, ask what cannot be seen, write a contract, run it',
    "$0 init --command 'node server.mjs' --from openapi.yaml": 'the operations of an OpenAPI document',
    '$0 init --call \'POST /v1/ask\' --example \'{"question":"…"}\' --yes': 'without a document: from one example',
    '$0 init --url http://127.0.0.1:8080 --from recorded.har --no-run': 'from recorded traffic',
  },
  run: init,
};

async function init(flags: InitFlags, context: Context): Promise<ExitCode> {
  try {
    const found = survey('.');
    const out = flags.out ?? usualOut(plainName(flags.name ?? found.name));
    if (existsSync(out) && !flags.force)
      throw new WishError(`${out} is there already. Name another file with --out, or write over it with --force.`);
    const asks = !flags.yes && process.stdin.isTTY === true && process.stdout.isTTY === true;
    const wanted = asks ? await (await import('./init-questions.ts')).asked(flags, found) : flags;
    if (wanted === undefined) return exitCodes.interrupted;
    return await initWith(wanted, found, context);
  } catch (error) {
    return told(error, context);
  }
}

function told(error: unknown, context: Context): ExitCode {
  if (error instanceof WishError || error instanceof TrafficError) context.complain(printable(error.message));
  else if (error instanceof DraftError) for (const problem of error.problems) context.complain(formatProblem(problem));
  else if (error instanceof LaunchError) {
    context.complain(printable(error.message));
    for (const line of error.output.split('\n').slice(-20)) if (line !== '') context.complain(`  ${printable(line)}`);
    context.complain(
      'What was known by then is written down: correct `launch` in the contract, or start again with --force.',
    );
    return exitCodes.notHealthy;
  } else throw error;
  return exitCodes.usage;
}

async function initWith(flags: InitFlags, found: Survey, context: Context): Promise<ExitCode> {
  const name = plainName(flags.name ?? found.name);
  const out = flags.out ?? usualOut(name);
  const { proposal, bare, guessed } = await proposed(flags, found, name, out);
  tellFound(proposal, found, context);
  const trying = {
    out,
    ready: flags.ready === undefined ? found.health : [],
    bare,
    guessed,
    seed: flags.seed ?? freshSeed(),
    signal: context.signal,
    tell: (line: string) => context.print(printable(line)),
  };
  context.print(
    'launch' in proposal && 'command' in proposal.launch
      ? `Launching it: ${printable(proposal.launch.command)}`
      : 'Looking at it.',
  );
  const seen = await tried(proposal, trying);
  if (context.signal.aborted) return exitCodes.interrupted;
  return await finish(seen, { ...flags, out, seed: trying.seed }, context);
}

function tellFound({ launch, operations, dependencies }: Proposal, { commands }: Survey, { print }: Context): void {
  const command = 'command' in launch ? launch.command : launch.url;
  const from = commands.find((one) => command.includes(one.command))?.from;
  print(`Found  ${printable(command)}${from ? `  (${from})` : ''}`);
  for (const { call } of operations) print(`       serves ${printable(call)}`);
  for (const { name, protocol, variable, spec } of dependencies)
    print(`       calls ${name}: ${protocol}${variable ? `, told by ${variable}` : ''}${spec ? `, ${spec}` : ''}`);
}

async function finish(
  { proposal, leftOut }: Tried,
  flags: InitFlags & { readonly out: string },
  context: Context,
): Promise<ExitCode> {
  const { out } = flags;
  if (proposal.operations.length === 0) {
    rmSync(out, { force: true });
    throw new WishError(
      "What callers may send was not found. Say it: --from openapi.yaml, --from recorded.har, or --call 'POST /v1/ask' --example '{…}'.",
    );
  }
  const { contract, problems } = drafted(proposal, out);
  for (const problem of problems) context.complain(formatProblem(problem));
  if (!contract) return exitCodes.usage;
  for (const { operation, why } of leftOut)
    context.print(
      printable(
        `  left out: ${operation.name} (${operation.call}), which ${why}. Add it with an example of what it serves.`,
      ),
    );
  context.print(`Wrote ${relative('.', resolve(out)) || out}. Its comments say what to decide next.`);
  if (!flags.run) return exitCodes.holds;
  context.print(`\nnpx shakedown run ${out} --profile quick --time ${longest} --seed ${flags.seed}\n`);
  const code = await runOnce(out, flags.seed, context);
  const invented = proposal.dependencies.filter(({ protocol, reply }) => protocol === 'http' && reply === undefined);
  if (code === exitCodes.notHealthy && invented.length > 0)
    context.print(
      `\nWhat ${invented.map(({ name }) => name).join(' and ')} really reply is not known, and the component may need it: paste a real reply at each \`returns\`, and run it again.`,
    );
  return code;
}

async function runOnce(out: string, seed: number | undefined, context: Context): Promise<ExitCode> {
  const rigs = runCommand.options.rigs!.default as number;
  const usual = {
    profile: 'quick',
    only: [],
    rigs,
    reporter: ['terminal'],
    out: '.shakedown',
    bail: false,
    shrink: true,
    dryRun: false,
    scenario: [],
    time: longest,
  } as const;
  return await runCommand.run({ ...usual, contracts: [out], ...(seed === undefined ? {} : { seed }) }, context);
}
