import { missedOutage } from '../check/in-traffic.ts';
import { type CaseVerdict, worst } from '../check/judge.ts';
import { recognise } from '../check/recognise.ts';
import { strikes } from '../check/strikes.ts';
import type { Contract } from '../contract/contract.ts';
import { latencyFigures } from '../latency/figures.ts';
import type { Observation } from '../observation/observation.ts';
import { trafficFigures } from '../observation/traffic-figures.ts';
import type { PlannedCase, Trial } from '../plan/trial.ts';
import { trialCosts } from './cost.ts';
import { brokenBy } from './findings.ts';
import type { Coverage, PlayedScenario, TrialResult } from './result.ts';

/** A case of a trial, and what came of it. */
export interface PlayedCase {
  readonly planned: PlannedCase;
  readonly observation: Observation;
  readonly verdict: CaseVerdict;
  /** Milliseconds. */
  readonly took: number;
  /** How often it was played again, because the machine had spoiled it. */
  readonly again: number;
}

/** What came of a trial, in all its cases. */
export function trialResult(contract: Contract, trial: Trial, played: readonly PlayedCase[]): TrialResult {
  const because = played.find((p) => p.verdict.verdict === 'inconclusive')?.verdict.because;
  const traffic = played.flatMap(({ observation }) => trafficFigures(observation) ?? []);
  const latency = played.flatMap(({ observation }) => latencyFigures(contract, observation) ?? []);
  const again = played.reduce((sum, p) => sum + p.again, 0);
  const costs = trialCosts(played.map(({ observation }) => observation));
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
    ...(again > 0 ? { again } : {}),
    ...(traffic.length > 0 ? { traffic } : {}),
    ...(latency.length > 0 ? { latency } : {}),
    ...(costs.length > 0 ? { costs } : {}),
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
