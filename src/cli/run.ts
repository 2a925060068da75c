import { accessSync, constants, mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { durationPattern, milliseconds } from '../contract/units.ts';
import { type Profile, profiles } from '../plan/plan.ts';
import { freshSeed, seedNamed } from '../plan/seed.ts';
import type { RunResult } from '../run/result.ts';
import type { Shard } from '../run/share.ts';
import { pastRun } from '../run/with-history.ts';
import { version } from '../version.ts';
import { baselineOption, readBaseline } from './baseline.ts';
import type { Command, Context } from './command.ts';
import { type ExitCode, exitCodeOf, exitCodes } from './exit-code.ts';
import { contractsPositional, loadAll } from './find-contracts.ts';
import { addPast, readPast } from './history-file.ts';
import { messProfileOption, readMessProfile } from './mess-profile.ts';
import { scenarioOption, scenariosFor } from './scenarios.ts';
import { runNamedBy, shardFor, shardOption } from './shard.ts';
import { openReporters, reporterOption } from './sinks.ts';
import { freshShardFolder, JournalFile, outOption, readCorpus, updateCorpus } from './store.ts';

interface Flags {
  readonly contracts?: readonly string[];
  readonly profile: Profile;
  readonly only: readonly string[];
  readonly seed?: number;
  readonly time?: string;
  readonly rigs: number;
  readonly reporter: readonly string[];
  readonly out: string;
  readonly bail: boolean;
  readonly shrink: boolean;
  readonly dryRun: boolean;
  readonly messProfile?: string;
  readonly baseline?: string;
  readonly scenario: readonly string[];
  readonly shard?: string;
}

// Rigs mostly wait, so there are more of them than cores; more than this and they take the time from each other.
const rigsPerCore = 3;
const mostRigs = 12;

export const runCommand: Command<Flags> = {
  command: ['run [contracts..]', '$0'],
  describe: 'run the trials of contracts and judge their components (the default command)',
  positionals: { contracts: contractsPositional },
  options: {
    profile: {
      choices: Object.keys(profiles),
      default: 'standard',
      describe: 'how much to try: for a pull request, a merge, a night',
    },
    only: {
      type: 'string',
      array: true,
      // One each, so that a contract can follow; of the reporters, too.
      nargs: 1,
      default: [],
      describe: 'trials by <operation>/<dependency>/<fault>, globs allowed',
    },
    ...scenarioOption,
    ...shardOption,
    seed: { type: 'number', describe: 'repeat a run: the seed that it told' },
    time: { type: 'string', describe: 'begin no case after this time: 60s, 5m' },
    rigs: {
      type: 'number',
      default: Math.min(mostRigs, rigsPerCore * availableParallelism()),
      defaultDescription: `${rigsPerCore} per core`,
      describe: 'components launched side by side',
    },
    ...reporterOption,
    out: outOption,
    bail: { type: 'boolean', default: false, describe: 'end at the first finding' },
    shrink: {
      type: 'boolean',
      default: true,
      describe: 'look for the smallest case of each finding; --no-shrink to leave it',
    },
    ...baselineOption,
    ...messProfileOption,
    'dry-run': { type: 'boolean', default: false, describe: 'plan the trials, play none' },
  },
  examples: {
    $0: 'all contracts below contracts/',
    '$0 contracts/triage.contract.yaml --profile quick': 'one contract, one case for each trial',
    "$0 --only 'classify/llm/*'": 'all faults of one dependency',
    '$0 --scenario model-overloaded': 'one scenario, and nothing else',
    '$0 --mess-profile .shakedown/profile/triage.json': 'input as messy as the traffic that `learn` has seen',
    '$0 --shard 2/4 --seed 7 --reporter json=shard-2.json': 'one of four parts, for `merge`',
    '$0 --baseline main.json': 'only what the report of the main branch does not know fails',
    '$0 --reporter terminal --reporter junit=report.xml': 'for people and for CI',
    '$0 --reporter terminal --reporter markdown=- > comment.md':
      'what goes to people moves to standard error where a document takes standard output',
  },
  run: runAll,
};

async function runAll(flags: Flags, context: Context): Promise<ExitCode> {
  const wrong = wrongFlag(flags) ?? unwritable(flags.out);
  const shard = shardFor(flags.shard, process.env);
  const seed = typeof shard === 'string' ? shard : seedFor(flags.seed, shard);
  const opened = wrong ?? (typeof seed === 'string' ? seed : openReporters(flags.reporter));
  if (typeof opened === 'string' || typeof seed === 'string' || typeof shard === 'string') {
    context.complain(String(opened));
    return exitCodes.usage;
  }
  const loaded = loadAll(flags.contracts ?? [], context);
  if (!loaded) return exitCodes.usage;
  const messy = flags.messProfile === undefined ? undefined : readMessProfile(flags.messProfile, loaded.contracts);
  if (typeof messy === 'string') {
    context.complain(messy);
    return exitCodes.usage;
  }
  const baseline = flags.baseline === undefined ? undefined : readBaseline(flags.baseline, loaded.contracts);
  if (typeof baseline === 'string') {
    context.complain(baseline);
    return exitCodes.usage;
  }
  const scenarios = scenariosFor(loaded.contracts, flags.scenario, context);
  if (!scenarios) return exitCodes.usage;
  // Loaded where it is needed, so that commands without a rig answer at once.
  const [{ run }, { keep }] = await Promise.all([import('../run/run.ts'), import('../run/corpus.ts')]);
  // A part of a run leaves its traces apart: what the other parts read stays as it is.
  const own = shard ? freshShardFolder(flags.out, shard) : flags.out;
  const results: RunResult[] = [];
  for (const contract of loaded.contracts) {
    if (context.signal.aborted) break;
    using journal = new JournalFile(own, contract, { seed, profile: flags.profile });
    const past = readPast(flags.out, contract);
    if (past.problem) context.complain(past.problem);
    const result = await run(contract, {
      seed,
      profile: flags.profile,
      only: flags.only,
      rigs: contract.component.launch.kind === 'url' ? 1 : flags.rigs,
      shrink: flags.shrink,
      bail: flags.bail,
      dryRun: flags.dryRun,
      scenarios: scenarios.get(contract)!,
      kept: readCorpus(flags.out, contract),
      earlier: past.runs,
      ...(shard ? { shard } : {}),
      ...(messy?.contract === contract.component.name ? { messProfile: messy } : {}),
      ...(baseline ? { baseline } : {}),
      ...(flags.time ? { time: milliseconds(flags.time) } : {}),
      signal: context.signal,
      record: (role, trial, observation) => journal.add(role, trial, observation),
      listen: (event) => {
        for (const reporter of opened) reporter.on(event);
      },
    });
    const kept = result.findings.map((finding) => keep(contract, finding));
    updateCorpus(own, kept, result.remembered);
    const line = shard ? undefined : pastRun(result, version);
    const unwritten = line && addPast(flags.out, contract, line);
    if (unwritten) context.complain(unwritten);
    results.push(result);
  }
  for (const reporter of opened) reporter.end(results);
  return exitCodeOf(
    results,
    loaded.problems.some((p) => p.severity === 'expired'),
  );
}

/** All shards of a run need the same seed. A string says that they have none. */
function seedFor(asked: number | undefined, shard: Shard | undefined): number | string {
  if (asked !== undefined || !shard) return asked ?? freshSeed();
  const named = runNamedBy(process.env);
  return named
    ? seedNamed(named.value)
    : '--shard needs a seed that all shards share. Give each of them the same --seed.';
}

function unwritable(folder: string): string | undefined {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return undefined;
  } catch (error) {
    return `--out ${folder} cannot be written to: ${(error as NodeJS.ErrnoException).code}. Name another folder.`;
  }
}

function wrongFlag({ rigs, seed, time }: Flags): string | undefined {
  if (!Number.isInteger(rigs) || rigs < 1 || rigs > 100) return '--rigs must be a whole number from 1 to 100.';
  if (seed !== undefined && !Number.isSafeInteger(seed))
    return '--seed must be a whole number, such as the one that a run told.';
  if (time !== undefined && !new RegExp(durationPattern).test(time))
    return `--time must be a duration such as 60s or 5m, not "${time}".`;
  return undefined;
}
