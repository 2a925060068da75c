import { accessSync, constants, mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { Contract } from '../contract/contract.ts';
import { durationPattern, milliseconds } from '../contract/units.ts';
import type { MessProfile } from '../mess/profile.ts';
import { type Profile, profiles } from '../plan/plan.ts';
import type { PlannedScenarios } from '../plan/scenario-trials.ts';
import { freshSeed } from '../plan/seed.ts';
import type { RunResult } from '../run/result.ts';
import type { Audience } from './audience.ts';
import type { Command, Context } from './command.ts';
import { type ExitCode, exitCodeOf, exitCodes } from './exit-code.ts';
import { contractsPositional, loadAll } from './find-contracts.ts';
import { messProfileOption, readMessProfile } from './mess-profile.ts';
import { scenarioOption, scenariosFor } from './scenarios.ts';
import { openReporters, reporterOption } from './sinks.ts';
import { JournalFile, outOption, readCorpus, updateCorpus } from './store.ts';
import { WriteError } from './write-all.ts';

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
  readonly scenario: readonly string[];
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
      // One each, so that a contract can follow.
      nargs: 1,
      default: [],
      describe: 'trials by <operation>/<dependency>/<fault>, globs allowed',
    },
    ...scenarioOption,
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
    ...messProfileOption,
    'dry-run': { type: 'boolean', default: false, describe: 'plan the trials, play none' },
  },
  examples: {
    $0: 'all contracts below contracts/',
    '$0 contracts/triage.contract.yaml --profile quick': 'one contract, one case for each trial',
    "$0 --only 'classify/llm/*'": 'all faults of one dependency',
    '$0 --scenario model-overloaded': 'one scenario, and nothing else',
    '$0 --mess-profile .shakedown/profile/triage.json': 'input as messy as the traffic that `learn` has seen',
    '$0 --reporter terminal --reporter junit=report.xml': 'for people and for CI',
  },
  run: runAll,
};

async function runAll(flags: Flags, context: Context): Promise<ExitCode> {
  const wrong = wrongFlag(flags) ?? unwritable(flags.out);
  const opened = wrong ?? openReporters(flags.reporter, context);
  if (typeof opened === 'string') {
    context.complain(opened);
    return exitCodes.usage;
  }
  const loaded = loadAll(flags.contracts ?? [], context);
  if (!loaded) return exitCodes.usage;
  const messy = flags.messProfile === undefined ? undefined : readMessProfile(flags.messProfile, loaded.contracts);
  if (typeof messy === 'string') {
    context.complain(messy);
    return exitCodes.usage;
  }
  const scenarios = scenariosFor(loaded.contracts, flags.scenario, context);
  if (!scenarios) return exitCodes.usage;
  const seed = flags.seed ?? freshSeed();
  const ended: Ended = { results: [], failed: false };
  try {
    for (const contract of loaded.contracts) {
      if (context.signal.aborted) break;
      const own = messy?.contract === contract.component.name ? messy : undefined;
      await runOne(
        contract,
        { ...flags, seed, scenarios: scenarios.get(contract)!, messy: own },
        opened,
        ended,
        context,
      );
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

interface Asked extends Flags {
  readonly seed: number;
  readonly scenarios: PlannedScenarios;
  readonly messy: MessProfile | undefined;
}

/** Runs one contract, and keeps its journal and its findings. */
async function runOne(
  contract: Contract,
  asked: Asked,
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
  const { seed, profile, only, shrink, bail, dryRun, scenarios, messy, out, time } = asked;
  using journal = new JournalFile(out, contract, { seed, profile });
  const fail = (why: string) => {
    ended.failed = true;
    complain(why);
  };
  try {
    const result = await run(contract, {
      ...{ seed, profile, only, shrink, bail, dryRun, scenarios, signal },
      rigs: contract.component.launch.kind === 'url' ? 1 : asked.rigs,
      kept: readCorpus(out, contract),
      ...(messy ? { messProfile: messy } : {}),
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
      out,
      result.findings.map((finding) => keep(contract, finding)),
      result.remembered,
    );
  } catch (error) {
    if (!(error instanceof WriteError)) {
      complain(`What was played until then is in ${journal.path}: see \`shakedown judge ${journal.path}\`.`);
      throw error;
    }
    fail(error.message);
  }
  if (journal.failed) fail(journal.failed.message);
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
