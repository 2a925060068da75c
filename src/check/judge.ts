import type { Contract } from '../contract/contract.ts';
import type { Observation } from '../observation/observation.ts';
import { type Check, inconclusive, type Judgement, notApplicable } from './check.ts';
import { eachRequest, missedOutage, starved } from './in-traffic.ts';
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
  const missed = unanswered ? undefined : (missedFault(observation) ?? missedOutage(observation));
  if (missed !== undefined) return { verdict: 'inconclusive', judgements, because: missed };
  const unclear = said.find((j) => j.verdict === 'inconclusive');
  if (unclear && 'because' in unclear) return { verdict: 'inconclusive', judgements, because: unclear.because };
  return { verdict: 'holds', judgements };
}

function judgeBy(check: Check, contract: Contract, observation: Observation): Judgement {
  if (check.ofOne && observation.case.atOnce) return notApplicable('several requests were under way at once');
  if (check.ofOne && observation.again) return notApplicable('the request was sent twice');
  if (!observation.traffic) return check.judge(contract, observation);
  const said = judgeTraffic(check, contract, observation);
  const excuse = check.timely && said.verdict === 'broken' ? starved(observation) : undefined;
  return excuse === undefined ? said : inconclusive(`${check.name} seemed broken, but ${excuse}`);
}

function judgeTraffic(check: Check, contract: Contract, observation: Observation): Judgement {
  const { paced } = observation.case.traffic!;
  if (check.inTraffic === 'whole' && paced) return notApplicable('no dependency was out');
  if (check.inTraffic === 'paced' && !paced) return notApplicable('dependencies kept no pace');
  if (check.inTraffic === 'whole' || check.inTraffic === 'paced') return check.judge(contract, observation);
  if (!check.inTraffic) return notApplicable('of traffic it says nothing');
  return eachRequest(check, check.inTraffic, contract, observation);
}

function missedFault(observation: Observation): string | undefined {
  const all = strikes(observation);
  const missed = all.filter((s) => s.missed !== undefined);
  // What one fault does can be why the call is never made that another was to strike.
  return (missed.length < all.length ? missed.find((s) => s.undelivered) : missed[0])?.missed;
}

export function worst(all: readonly Verdict[]): Verdict {
  return all.reduce<Verdict>((w, v) => (verdicts.indexOf(v) > verdicts.indexOf(w) ? v : w), 'holds');
}
