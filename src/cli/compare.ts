import { exec } from 'node:child_process';
import { promisify } from 'node:util';
import pc from 'picocolors';
import type { Contract, Launch } from '../contract/contract.ts';
import { freshSeed } from '../plan/seed.ts';
import type { Compared, Version } from '../run/compare.ts';
import { CheckedOut, commitNamed } from './checked-out.ts';
import type { Command, Context } from './command.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { loadAll } from './find-contracts.ts';
import { refuse } from './refuse.ts';
import { outOption } from './store.ts';
import { unlaunched } from './unlaunched.ts';

interface Flags {
  readonly contract: string;
  readonly base: string;
  readonly head?: string;
  readonly samples: number;
  readonly seed?: number;
  readonly prepare?: string;
  readonly json: boolean;
  readonly out: string;
}

export const compareCommand: Command<Flags> = {
  command: 'compare <contract>',
  describe: 'is one version of a component slower than another one? Both are asked in turns, on this machine, now',
  positionals: { contract: { type: 'string', demandOption: true, describe: 'the contract that both versions have' } },
  options: {
    base: {
      type: 'string',
      demandOption: true,
      describe: 'the version to compare with: a git ref, a command that starts it, or the URL of one that runs',
    },
    head: { type: 'string', describe: 'the version that may be slower, given alike; default: the files as they are' },
    prepare: {
      type: 'string',
      describe:
        'what makes the files of a git ref ready to be launched, run in their folder: "npm ci && npm run build"',
    },
    samples: { type: 'number', default: 200, describe: 'requests to each version, for each operation' },
    seed: { type: 'number', describe: 'decides requests and delays; default: a new one' },
    json: { type: 'boolean', default: false, describe: 'print what was found as JSON' },
    out: { ...outOption, describe: 'folder for the files of git refs, while they are compared' },
  },
  examples: {
    '$0 compare contracts/triage.contract.yaml --base main': 'the files as they are, beside those of the main branch',
    '$0 compare contracts/triage.contract.yaml --base v1.2.0 --head HEAD --prepare "npm ci"':
      'two commits, each with what it installs',
    '$0 compare contracts/triage.contract.yaml --base "node ../main/components/triage/production.mjs"':
      'a working tree of the main branch beside this one',
  },
  run: compareVersions,
};

async function compareVersions(flags: Flags, context: Context): Promise<ExitCode> {
  const { samples, seed = freshSeed() } = flags;
  if (!Number.isInteger(samples) || samples < fewest || samples > 100_000)
    return refuse(`--samples must be a whole number from ${fewest} to 100000.`, context);
  if (!Number.isSafeInteger(seed)) return refuse('--seed must be a whole number.', context);
  const contract = loadAll([flags.contract], context)?.contracts[0];
  if (!contract) return exitCodes.usage;
  try {
    await using base = await versionOf(flags.base, contract, flags);
    await using head = await versionOf(flags.head, contract, flags);
    const { compare } = await import('../run/compare.ts');
    const compared = await compare(contract, { base, head }, { seed, samples, signal: context.signal });
    if (context.signal.aborted) return exitCodes.interrupted;
    const names = { base: flags.base, head: flags.head ?? 'as the contract launches it' };
    for (const line of flags.json ? [document(compared, contract, names, seed)] : told(compared, contract, names, seed))
      context.print(line);
    return codeOf(compared);
  } catch (error) {
    if (error instanceof NotPrepared) return refuse(error.message, context);
    const code = await unlaunched(error, context);
    for (const what of [flags.base, flags.head ?? ''])
      if (/^[\w./~^-]+$/.test(what) && !(await commitNamed(contract.project, what)))
        context.complain(`\`${what}\` was run as a command: no commit has that name.`);
    return code;
  }
}

interface Names {
  readonly base: string;
  readonly head: string;
}

const told = (compared: readonly Compared[], contract: Contract, { base, head }: Names, seed: number): string[] => [
  `${pc.bold(contract.component.name)}  ${base} → ${head}`,
  ...compared.flatMap((one) => lines(one, contract)),
  pc.dim(`  seed ${seed}`),
];

/** The version of the document that `--json` prints. A change that would break a reader raises it. */
const documentVersion = 1;

/** Times in milliseconds. */
const document = (operations: readonly Compared[], { component }: Contract, names: Names, seed: number): string =>
  JSON.stringify({ comparison: documentVersion, component: component.name, ...names, seed, operations }, null, 2);

/** The files of a git ref could not be made ready. */
class NotPrepared extends Error {}

type Opened = Version & AsyncDisposable;

const nothing = { [Symbol.asyncDispose]: async () => {} };

/** A word that names a commit is that one; all else is a command, or a URL. Undefined: as the contract launches it. */
async function versionOf(what: string | undefined, contract: Contract, { prepare, out }: Flags): Promise<Opened> {
  const { component, project } = contract;
  const { launch } = component;
  const commit = what === undefined ? undefined : await commitNamed(project, what);
  if (what === undefined || commit === undefined)
    return { launch: what === undefined ? launch : launchOf(launch, what), project, ...nothing };
  if (launch.kind === 'url')
    throw new NotPrepared(
      `${what} is a git ref, and the contract does not say how the component is started: it names a URL. Give it a \`command\`.`,
    );
  const files = await CheckedOut.open(project, commit, out);
  if (prepare !== undefined) await prepared(prepare, what, files);
  return { launch, project: files.project, [Symbol.asyncDispose]: () => files[Symbol.asyncDispose]() };
}

async function prepared(command: string, what: string, files: CheckedOut): Promise<void> {
  try {
    await promisify(exec)(command, { cwd: files.project });
  } catch (error) {
    await files[Symbol.asyncDispose]();
    const { stderr, message } = error as Error & { stderr?: string };
    throw new NotPrepared(
      `\`${command}\` failed in the files of ${what}: ${stderr?.trim() || message}. Mend it, or leave out --prepare.`,
    );
  }
}

/** Below this, no interval of a p95 means anything. */
const fewest = 60;

/** The same launch with another command or URL. */
function launchOf({ env, ready, within }: Launch, what: string): Launch {
  const started = { env, ready, within };
  return /^https?:\/\//.test(what)
    ? { kind: 'url', url: what.replace(/\/$/, ''), ...started }
    : { kind: 'command', command: what, ...started };
}

const ms = (time: number) => `${time.toFixed(time < 10 ? 1 : 0)} ms`;

function lines({ operation, comparison, because, samples, alone }: Compared, { upstream }: Contract): string[] {
  const { rate } = upstream[operation]!.budget;
  if (!comparison) return [pc.yellow(`? ${operation}: ${because}`)];
  const { verdict, chance, percentiles } = comparison;
  const what = alone ? 'what it adds to its dependencies' : 'all of its time, as its calls cannot be told apart';
  const said = verdict === 'slower' ? pc.red(`✗ ${operation} is slower`) : pc.green(`✓ ${operation} is not slower`);
  return [
    `${said}: ${samples.base} and ${samples.head} requests at ${rate}/s, ${what}`,
    ...percentiles.map(
      ({ percentile, base, head, ratio, low, high }) =>
        `  ${percentile}  ${ms(base)} → ${ms(head)}  ${ratio.toFixed(2)} times (${low.toFixed(2)} to ${high.toFixed(2)})`,
    ),
    `  chance of such a difference if nothing changed: ${chance < 0.001 ? 'below 0.001' : chance.toFixed(3)}`,
  ];
}

function codeOf(compared: readonly Compared[]): ExitCode {
  if (compared.some(({ comparison }) => comparison?.verdict === 'slower')) return exitCodes.found;
  return compared.some(({ comparison }) => !comparison) ? exitCodes.inconclusive : exitCodes.holds;
}
