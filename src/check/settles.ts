import type { Observation } from '../observation/observation.ts';
import { broken, type Check, holds, inconclusive, type Judgement, notApplicable } from './check.ts';
import {
  type Afterwards,
  afterwards,
  callsBetween,
  outagesOf,
  requestsDue,
  unasked,
  usualCalls,
} from './in-traffic.ts';

/** Below this, a share is chance. */
const fewest = 10;
/** What may be amiss of all that comes, when all should be as before. */
const slack = 0.05;

export const settles: Check = {
  name: 'settles',
  claim: 'after an outage, under the same traffic, it does as much as before, with no more calls than before',
  why: 'Retries of everybody keep a dependency down that has long been mended: the outage outlives its cause, until somebody takes the traffic away.',
  fix: 'Give retries a budget: a small share of all requests, as 10 %, and none where that is used up. Backoff alone does not help.',
  timely: true,
  inTraffic: 'whole',
  judge(contract, observation) {
    const { traffic, aftermath } = observation;
    if (!traffic) return notApplicable('there was no traffic');
    if (aftermath.exit) return notApplicable('the process ended: stays-up speaks of it');
    if (aftermath.recovered === undefined || unasked(contract, observation))
      return notApplicable('it does not recover: recovers speaks of it');
    const earlier = requestsDue(observation, 0, Math.min(...traffic.outages.map(({ began }) => began)));
    const later = afterwards(contract, observation);
    if (Math.min(earlier.length, later.requests.length) < fewest)
      return inconclusive('there was too little traffic before or after the outage to compare');
    if (isMore(earlier.filter(({ ok }) => !ok).length, slack * earlier.length))
      return inconclusive('it was not well before the outage');
    return judgeLater(observation, earlier.length, later);
  },
};

function judgeLater(observation: Observation, earlier: number, later: Afterwards): Judgement {
  const { requests, bad } = later;
  const first = outagesOf(observation)[0]!.dependency;
  const expected = 'as many `ok` as before, and as many calls';
  for (const { dependency } of outagesOf(observation)) {
    const usual =
      Math.max(usualCalls(observation, dependency), before(observation, dependency) / earlier) * requests.length;
    const calls = later.calls(dependency);
    if (usual === 0 || !isMore(calls - usual, slack * usual)) continue;
    const times = (calls / usual).toFixed(1);
    return broken({
      told: `Long after the outage of \`${dependency}\`, ${bad.length} of ${requests.length} requests were not \`ok\`, and each made ${times} times as many calls of \`${dependency}\` as before.`,
      expected,
      cites: `/downstream/${dependency}/recovers-within`,
      shape: 'does not settle',
      dependency,
    });
  }
  if (isMore(bad.length, slack * requests.length))
    return broken({
      told: `Long after the outage of \`${first}\`, ${bad.length} of ${requests.length} requests were not \`ok\`: ${bad[0]!.answer}.`,
      expected,
      cites: `/downstream/${first}/recovers-within`,
      shape: 'does not settle',
      dependency: first,
    });
  if (bad.length > slack * requests.length + 1)
    return inconclusive(`${bad.length} of ${requests.length} requests after the outage were not \`ok\``);
  return holds;
}

/** Calls that the same traffic caused before the outage: how many a request takes may depend on what it says. */
function before({ traffic }: Observation, dependency: string): number {
  return callsBetween(traffic!, dependency, 0, Math.min(...traffic!.outages.map(({ began }) => began)));
}

/** Whether a count is above what is allowed by more than chance: three times the spread of so many. */
const isMore = (count: number, allowed: number) => count > allowed + 3 * Math.sqrt(Math.max(1, allowed));
