import type { Contract } from '../contract/contract.ts';
import type { Observation } from '../observation/observation.ts';
import { type Check, type Judgement, notApplicable } from './check.ts';
import { checks } from './index.ts';
import { strikes } from './strikes.ts';

/** The worst wins; what was not seen is never green. */
export const verdicts = ['holds', 'inconclusive', 'broken'] as const;
export type Verdict = (typeof verdicts)[number];

export interface CaseVerdict {
  readonly verdict: Verdict;
  /** Check → what it says, in the order of the checks. */
  readonly judgements: Readonly<Record<string, Judgement>>;
  /** Why the case is inconclusive. */
  readonly because?: string;
}

/** Judges one case by every check: a pure function of its arguments. */
export function judge(contract: Contract, observation: Observation): CaseVerdict {
  const judgements = Object.fromEntries(checks.map((check) => [check.name, judgeBy(check, contract, observation)]));
  const said = Object.values(judgements);
  if (said.some((j) => j.verdict === 'broken')) return { verdict: 'broken', judgements };
  // Whether a fault is met that makes a component wait for nobody is up to the component.
  const unanswered = observation.case.mess?.owes === 'open';
  const missed = unanswered ? undefined : strikes(observation).find((s) => s.missed !== undefined)?.missed;
  if (missed !== undefined) return { verdict: 'inconclusive', judgements, because: missed };
  const unclear = said.find((j) => j.verdict === 'inconclusive');
  if (unclear && 'because' in unclear) return { verdict: 'inconclusive', judgements, because: unclear.because };
  return { verdict: 'holds', judgements };
}

function judgeBy(check: Check, contract: Contract, observation: Observation): Judgement {
  if (check.ofOne && observation.case.atOnce) return notApplicable('several requests were under way at once');
  if (check.ofOne && observation.again) return notApplicable('the request was sent twice');
  return check.judge(contract, observation);
}

export function worst(all: readonly Verdict[]): Verdict {
  return all.reduce<Verdict>((w, v) => (verdicts.indexOf(v) > verdicts.indexOf(w) ? v : w), 'holds');
}
