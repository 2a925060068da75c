import pc from 'picocolors';
import type { Contract, Launch } from '../contract/contract.ts';
import { freshSeed } from '../plan/seed.ts';
import { printable } from '../report/printable.ts';
import type { Compared } from '../run/compare.ts';
import type { Command, Context } from './command.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { loadAll } from './find-contracts.ts';

interface Flags {
  readonly contract: string;
  readonly base: string;
  readonly head?: string;
  readonly samples: number;
  readonly seed?: number;
}

export const compareCommand: Command<Flags> = {
  command: 'compare <contract>',
  describe: 'is one version of a component slower than another one? Both are asked in turns, on this machine, now',
  positionals: { contract: { type: 'string', demandOption: true, describe: 'the contract that both versions have' } },
  options: {
    base: {
      type: 'string',
      demandOption: true,
      describe: 'the version to compare with: a command that starts it, or the URL of one that runs',
    },
    head: { type: 'string', describe: 'the version that may be slower; default: as the contract launches it' },
    samples: { type: 'number', default: 200, describe: 'requests to each version, for each operation' },
    seed: { type: 'number', describe: 'decides requests and delays; default: a new one' },
  },
  examples: {
    '$0 compare contracts/triage.contract.yaml --base "node ../main/components/triage/production.mjs"':
      'a working tree of the main branch beside this one',
  },
  run: compareVersions,
};

async function compareVersions(flags: Flags, context: Context): Promise<ExitCode> {
  const { samples, seed = freshSeed() } = flags;
  if (!Number.isInteger(samples) || samples < fewest || samples > 100_000)
    return usage(context, `--samples must be a whole number from ${fewest} to 100000.`);
  if (!Number.isSafeInteger(seed)) return usage(context, '--seed must be a whole number.');
  const contract = loadAll([flags.contract], context)?.contracts[0];
  if (!contract) return exitCodes.usage;
  const { launch } = contract.component;
  const versions = { base: launchOf(launch, flags.base), head: flags.head ? launchOf(launch, flags.head) : launch };
  const { compare } = await import('../run/compare.ts');
  const { LaunchError } = await import('../rig/component/launch.ts');
  try {
    const compared = await compare(contract, versions, { seed, samples, signal: context.signal });
    if (context.signal.aborted) return exitCodes.interrupted;
    context.print(
      `${pc.bold(contract.component.name)}  ${flags.base} → ${flags.head ?? 'as the contract launches it'}`,
    );
    for (const one of compared) for (const line of lines(one, contract)) context.print(line);
    context.print(pc.dim(`  seed ${seed}`));
    return codeOf(compared);
  } catch (error) {
    if (!(error instanceof LaunchError)) throw error;
    context.complain(error.message);
    if (error.output.trim()) context.complain(printable(error.output).replaceAll('\\n', '\n'));
    return exitCodes.notHealthy;
  }
}

/** Below this, no interval of a p95 means anything. */
const fewest = 60;

function usage(context: Context, told: string): ExitCode {
  context.complain(told);
  return exitCodes.usage;
}

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
