import { missedOutage } from '../check/in-traffic.ts';
import { type CaseVerdict, type Verdict, worst } from '../check/judge.ts';
import { recognise } from '../check/recognise.ts';
import { strikes } from '../check/strikes.ts';
import type { Contract } from '../contract/contract.ts';
import { latencyFigures } from '../latency/figures.ts';
import type { Observation } from '../observation/observation.ts';
import { trafficFigures } from '../observation/traffic-figures.ts';
import type { PlannedCase, Trial } from '../plan/trial.ts';
import { brokenBy } from './findings.ts';
import { isOpen } from './open.ts';
import type { Coverage, Finding, PlayedScenario, RunResult, TrialResult } from './result.ts';

/** A case of a trial, and what came of it. */
export interface PlayedCase {
  readonly planned: PlannedCase;
  readonly observation: Observation;
  readonly verdict: CaseVerdict;
  /** Milliseconds. */
  readonly took: number;
}

/** What came of a trial, in all its cases. */
export function trialResult(contract: Contract, trial: Trial, played: readonly PlayedCase[]): TrialResult {
  const because = played.find((p) => p.verdict.verdict === 'inconclusive')?.verdict.because;
  const traffic = played.flatMap(({ observation }) => trafficFigures(observation) ?? []);
  const latency = played.flatMap(({ observation }) => latencyFigures(contract, observation) ?? []);
  const broke = played.flatMap((p) => brokenBy(trial, p.planned, p.observation, p.verdict));
  return {
    id: trial.id,
    verdict: worst(played.map((p) => p.verdict.verdict)),
    cases: played.length,
    took: played.reduce((sum, p) => sum + p.took, 0),
    ...(played.some(({ planned: { case: asked }, observation }) => wasMet(asked, observation))
      ? {}
      : { met: false as const }),
    ...(trial.scenario ? { scenario: scenarioOf(trial.scenario, played) } : {}),
    broken: [...new Set(broke.map(({ check }) => check))],
    ...(because ? { because } : {}),
    ...(traffic.length > 0 ? { traffic } : {}),
    ...(latency.length > 0 ? { latency } : {}),
  };
}

function scenarioOf(
  { name, title, checks }: NonNullable<Trial['scenario']>,
  played: readonly PlayedCase[],
): PlayedScenario {
  const said = (check: string) => played.map(({ verdict }) => verdict.judgements[check]?.verdict);
  const judged = checks.filter((check) => said(check).some((s) => s === 'holds' || s === 'broken'));
  return { name, title, checks, judged };
}

/** What a run comes to, from its trials and findings. */
export function verdictOf({
  trials,
  findings,
  uncalled,
  stopped,
}: Pick<RunResult, 'trials' | 'findings' | 'uncalled' | 'stopped'>): Verdict {
  const open: readonly Finding[] = findings.filter(isOpen);
  if (open.some((f) => f.confirmed.failed > 0 || f.confirmed.played === 0)) return 'broken';
  if (trials.length === 0 || open.length > 0 || stopped || uncalled.length > 0) return 'inconclusive';
  return worst(trials.map((t) => (t.verdict === 'broken' ? 'holds' : t.verdict)));
}

/** Which faults were met and which answers were seen, of so many trials that were planned. */
export function coverageOf(
  contract: Contract,
  planned: number,
  played: ReadonlyMap<Trial, readonly PlayedCase[]>,
): Coverage {
  const answers: Record<string, number> = {};
  for (const { name, answers: declared } of Object.values(contract.upstream))
    for (const answer of Object.keys(declared)) answers[`${name}.${answer}`] = 0;
  let met = 0;
  for (const cases of played.values()) {
    if (cases.some(({ planned: { case: asked }, observation }) => wasMet(asked, observation))) met++;
    for (const name of cases.flatMap(({ observation }) => answersIn(contract, observation)))
      if (name in answers) answers[name]! += 1;
  }
  return { planned, met, answers };
}

const wasMet = ({ schedule }: PlannedCase['case'], observation: Observation) =>
  observation.case.schedule.length === schedule.length &&
  (observation.case.schedule.length === 0 || strikes(observation).some((s) => s.missed === undefined)) &&
  missedOutage(observation) === undefined;

/** What the answers of a case are called, as `operation.answer`; of traffic those of all its requests. */
function answersIn({ upstream }: Contract, { case: { operation }, answer, traffic }: Observation): string[] {
  if (traffic) return traffic.requests.map((request) => `${request.operation}.${request.answer}`);
  const found = recognise(upstream[operation]!, answer);
  return found.kind === 'declared' ? [`${operation}.${found.answer.name}`] : [];
}
