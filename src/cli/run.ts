import { accessSync, constants, mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { milliseconds } from '../contract/units.ts';
import { profileName, profiles } from '../plan/profile.ts';
import { freshSeed, seedNamed } from '../plan/seed.ts';
import { reporters } from '../report/index.ts';
import type { Baseline } from '../run/baseline.ts';
import type { RunResult } from '../run/result.ts';
import type { Shard } from '../run/share.ts';
import { pastRun } from '../run/with-history.ts';
import { version } from '../version.ts';
import { type Asked, askedOf, type ToAsk, wrongFlag } from './asked.ts';
import type { Audience } from './audience.ts';
import { baselineOption, readBaseline } from './baseline.ts';
import type { Command, Context } from './command.ts';
import { type ExitCode, exitCodeOf, exitCodes } from './exit-code.ts';
import { contractsPositional, loadAll } from './find-contracts.ts';
import { addPast, readPast } from './history-file.ts';
import { messProfileOption } from './mess-profile.ts';
import { scenarioOffer, scenarioOption } from './scenarios.ts';
import { profileNames } from './settings.ts';
import { runNamedBy, shardFor, shardOption } from './shard.ts';
import { openReporters, reporterOption } from './sinks.ts';
import { freshShardFolder, JournalFile, outOption, readCorpus, updateCorpus } from './store.ts';
import { WriteError } from './write-all.ts';

interface Flags extends ToAsk {
  readonly contracts?: readonly string[];
  readonly reporter: readonly string[];
  readonly out: string;
  readonly dryRun: boolean;
  readonly baseline?: string;
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
      type: 'string',
      default: 'standard',
      describe: `how much to try: ${Object.keys(profiles).join(', ')} – for a pull request, a merge, a night – or one of your own`,
    },
    only: {
      type: 'string',
      array: true,
      // One each, so that a contract can follow.
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
  offers: {
    profile: () => profileNames(),
    reporter: () => reporters.map(({ name }) => name),
    ...scenarioOffer,
  },
  configured: [
    ...(['contracts', 'profile', 'only', 'scenario', 'seed', 'time', 'rigs', 'reporter'] as const),
    ...(['out', 'bail', 'shrink', 'mess-profile'] as const),
  ],
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
  const opened = wrong ?? (typeof seed === 'string' ? seed : openReporters(flags.reporter, context));
  if (typeof opened === 'string' || typeof seed === 'string' || typeof shard === 'string') {
    context.complain(String(opened));
    return exitCodes.usage;
  }
  const loaded = loadAll(flags.contracts ?? [], context);
  if (!loaded) return exitCodes.usage;
  const baseline = flags.baseline === undefined ? undefined : readBaseline(flags.baseline, loaded.contracts);
  if (typeof baseline === 'string') {
    context.complain(baseline);
    return exitCodes.usage;
  }
  const asked = askedOf(loaded.contracts, flags, seed, context);
  if (!asked) return exitCodes.usage;
  // A part of a run leaves its traces apart: what the other parts read stays as it is.
  const own = shard ? freshShardFolder(flags.out, shard) : flags.out;
  const ended: Ended = { results: [], failed: false };
  try {
    for (const one of asked) {
      if (context.signal.aborted) break;
      await runOne(one, { ...flags, baseline, shard, own }, opened, ended, context);
    }
  } finally {
    // What the others came to is reported, whatever became of one.
    opened.end(ended.results);
  }
  return exitCodeOf(
    ended.results,
    loaded.problems.some((p) => p.severity === 'expired'),
    {
      interrupted: ended.results.length < loaded.contracts.length && context.signal.aborted,
      failed: ended.failed || opened.failed,
    },
  );
}

/** What runs have come to so far. */
interface Ended {
  readonly results: RunResult[];
  /** Something could not be written; it was said what. */
  failed: boolean;
}

/** What all runs of a command share; `own`: the folder that this part of a run writes to. */
interface ForAll extends Pick<Flags, 'out' | 'dryRun'> {
  readonly own: string;
  readonly baseline: Baseline | undefined;
  readonly shard: Shard | undefined;
}

/** Runs one contract, and keeps its journal and its findings. */
async function runOne(
  asked: Asked,
  { out, own, dryRun, baseline, shard }: ForAll,
  audience: Audience,
  ended: Ended,
  { signal, complain }: Context,
): Promise<void> {
  // Loaded where it is needed, so that commands without a rig answer at once.
  const [{ run }, { keep }, { noteOf }] = await Promise.all([
    import('../run/run.ts'),
    import('../run/corpus.ts'),
    import('../run/note.ts'),
  ]);
  const { contract, seed, profile, only, shrink, bail, scenarios, messy, time } = asked;
  using journal = new JournalFile(own, contract, { seed, profile: profileName(profile) });
  const fail = (why: string) => {
    ended.failed = true;
    complain(why);
  };
  const past = readPast(out, contract);
  if (past.problem) complain(past.problem);
  try {
    const result = await run(contract, {
      ...{ seed, profile, only, shrink, bail, dryRun, scenarios, signal },
      rigs: contract.component.launch.kind === 'url' ? 1 : asked.rigs,
      kept: readCorpus(out, contract),
      earlier: past.runs,
      ...(shard ? { shard } : {}),
      ...(messy ? { messProfile: messy } : {}),
      ...(baseline ? { baseline } : {}),
      ...(time ? { time: milliseconds(time) } : {}),
      record: (role, trial, observation) => journal.add(role, trial, observation),
      listen: (event) => {
        const note = noteOf(event);
        if (note) journal.note(note);
        audience.on(event);
      },
    });
    ended.results.push(result);
    updateCorpus(
      own,
      result.findings.map((finding) => keep(contract, finding)),
      result.remembered,
    );
    const line = shard ? undefined : pastRun(result, version);
    const unwritten = line && addPast(out, contract, line);
    if (unwritten) fail(unwritten);
  } catch (error) {
    if (!(error instanceof WriteError)) {
      complain(`What was played until then is in ${journal.path}: see \`shakedown judge ${journal.path}\`.`);
      throw error;
    }
    fail(error.message);
  }
  if (journal.failed) fail(journal.failed.message);
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
