import { judge } from '../check/judge.ts';
import type { Contract } from '../contract/contract.ts';
import type { JournalHead, JournalLine } from '../observation/journal.ts';
import type { PlannedCase, Trial } from '../plan/trial.ts';
import { costsOf } from './cost.ts';
import { type Block, blocksOf, brokenBy } from './findings.ts';
import type { Note, NotedTrial } from './note.ts';
import type { Finding, RunResult, Stop } from './result.ts';
import { coverageOf, type PlayedCase, trialResult } from './summed-up.ts';
import { unexamined } from './unexamined.ts';
import { verdictOf } from './verdict.ts';
import { waiverUses } from './waiver-uses.ts';

type Played = ReadonlyMap<Trial, readonly PlayedCase[]>;

/**
 * What a recorded run comes to when it is judged by today's checks, also one whose record ends before it did. Plays
 * nothing. Throws `TypeError` where a line does not hold what a run writes.
 */
export function rejudge(
  { contract: recorded, seed, profile }: JournalHead,
  lines: readonly JournalLine[],
  notes: readonly Note[],
): RunResult {
  const contract = recorded as Contract;
  const { launching, planned, combined, ended }: Note = Object.assign({}, ...notes);
  const omitted = ended?.omitted ?? [...(planned?.omitted ?? []), ...(combined?.omitted ?? [])];
  // Trials that were played and then left out told nothing.
  const left = new Set(omitted.map(({ what }) => what));
  const plan = [...(planned?.trials ?? []), ...(combined?.trials ?? [])].filter(({ id }) => !left.has(id));
  const explored = lines.filter(({ role, trial }) => role === 'explore' && !left.has(trial));
  const played = playedTrials(contract, explored, plan, ended?.took);
  const trials = [...played].map(([trial, cases]) => trialResult(contract, trial, cases));
  const findings = findingsOf(contract, played, notes);
  const uncalled = ended?.uncalled ?? planned?.uncalled ?? [];
  const stopped = ended ? ended.stopped : cutOff(trials.length, plan.length);
  const cases = trials.reduce((n, t) => n + t.cases, 0);
  const {
    took: _,
    seen = {},
    stopped: __,
    timing,
    ...end
  } = ended ?? {
    took: {},
    seen: {},
    stopped,
    remembered: [],
    waivers: waiverUses(contract, findings, plan, trials),
    timing: {
      began: explored[0]?.observation.started ?? 0,
      took: span(explored),
      rigs: launching?.rigs ?? 1,
      added: 0,
    },
    ...(combined ? { explored: combined.explored } : {}),
  };
  const verdict = verdictOf({ trials, findings, uncalled, ...(stopped ? { stopped } : {}) });
  return {
    ...end,
    ...{ contract, seed, profile, verdict, trials, omitted, uncalled },
    findings: findings.map((finding) => ({ ...finding, ...(seen[finding.id] ? { seen: seen[finding.id]! } : {}) })),
    coverage: coverageOf(contract, Math.max(plan.length, trials.length), played),
    costs: costsOf(trials),
    timing: { ...timing, cases },
    ...(stopped ? { stopped } : {}),
  };
}

function cutOff(recorded: number, planned: number): Stop {
  const of = planned > 0 ? `${recorded} of ${planned}` : String(recorded);
  return { why: 'killed', detail: `The record ends before the run did: it tells of ${of} trials.` };
}

/** The trials in the order of the plan. A case that was spoiled was played again: its last time counts. */
function playedTrials(
  contract: Contract,
  explored: readonly JournalLine[],
  plan: readonly NotedTrial[],
  took: Readonly<Record<string, number>> = {},
): Played {
  const last = new Map(explored.map((line) => [line.observation.case.id, line]));
  const byTrial = new Map<string, JournalLine[]>(plan.map(({ id }) => [id, []]));
  for (const line of last.values()) byTrial.set(line.trial, [...(byTrial.get(line.trial) ?? []), line]);
  return new Map(
    [...byTrial]
      .filter(([, those]) => those.length > 0)
      .map(([id, those]) => {
        const known = plan.find((one) => one.id === id);
        const trial = {
          ...(known ?? named(id, those)),
          cases: those.map(({ observation }) => planned(observation, known)),
        };
        const cases = those.map(({ observation }, i) => ({
          planned: trial.cases[i]!,
          observation,
          verdict: judge(contract, observation),
          again: explored.filter((line) => line.observation.case.id === observation.case.id).length - 1,
          took: took[id] === undefined ? observation.answer.ended : took[id] / those.length,
        }));
        return [trial, cases];
      }),
  );
}

/** Of a journal that does not tell its plan. */
function named(id: string, [first]: readonly JournalLine[]): Omit<Trial, 'cases'> {
  const [operation = '', site = '', fault = ''] = id.split('/');
  return { id, operation: first?.observation.case.operation ?? operation, site, fault };
}

/** Of a case that was played without its faults, those that were planned. */
const planned = ({ case: played, healthyCalls }: JournalLine['observation'], trial?: NotedTrial): PlannedCase => ({
  case: { ...played, schedule: trial?.cases[played.id] ?? played.schedule },
  healthyCalls,
  waits: false,
});

/** Each cause with the smallest case that the run had found for it. */
function findingsOf(contract: Contract, played: Played, notes: readonly Note[]): Finding[] {
  const broke = [...played].flatMap(([trial, cases]) =>
    cases.flatMap((one) => brokenBy(trial, one.planned, one.observation, one.verdict)),
  );
  const recorded = notes.flatMap(({ found }) => found ?? []);
  return blocksOf(contract, broke).map((block) => {
    const before = recorded.findLast(({ id, waiver }) => id === block.id && waiver?.finding === block.waiver?.finding);
    return (before && stillBroken(contract, block, before)) ?? unexamined(block);
  });
}

function stillBroken(contract: Contract, block: Block, recorded: Finding): Finding | undefined {
  const { observation, healthyCalls, shrunk, confirmed } = recorded;
  const judgement = judge(contract, observation).judgements[block.check];
  if (judgement?.verdict !== 'broken' || judgement.shape !== block.broke[0].judgement.shape) return undefined;
  const { known } = recorded;
  return {
    ...unexamined(block),
    name: recorded.name,
    judgement,
    observation,
    healthyCalls,
    shrunk,
    confirmed,
    ...(known ? { known } : {}),
  };
}

/** Milliseconds from the first request to the last answer. */
function span(lines: readonly JournalLine[]): number {
  const starts = lines.map(({ observation }) => observation.started);
  const ends = lines.map(({ observation }) => observation.started + observation.answer.ended);
  return lines.length === 0 ? 0 : Math.max(...ends) - Math.min(...starts);
}
