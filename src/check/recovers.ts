import type { Contract } from '../contract/contract.ts';
import { duration } from '../contract/units.ts';
import type { Observation } from '../observation/observation.ts';
import { broken, type Check, holds, inconclusive, type Judgement, notApplicable } from './check.ts';
import { unasked, wellAt } from './in-traffic.ts';
import { tookAftermath } from './took-aftermath.ts';

export const recovers: Check = {
  name: 'recovers',
  claim: 'after faults, and after messy requests, others are `ok` again within the declared time',
  why: 'An outage of a minute becomes one of a day where a breaker never closes, a dead connection is kept, or a failure is cached.',
  fix: 'Let breakers probe and close again, give failures in caches a short life, and drop connections that failed.',
  timely: true,
  inTraffic: 'whole',
  judge(contract, observation) {
    const { case: played, aftermath } = observation;
    const { exit, ready, recovered, waited, firstProbe } = aftermath;
    const dependency =
      played.mess?.owes === 'open' ? undefined : (played.traffic?.outages ?? played.schedule)[0]?.dependency;
    if (dependency === undefined && !played.mess) return notApplicable('there was nothing to recover from');
    if (exit) return notApplicable('the process ended: stays-up speaks of it');
    if (ready === false) return notApplicable('the component is no longer ready: stays-up speaks of it');
    if (recovered !== undefined) return observation.traffic ? judgeTraffic(contract, observation) : holds;
    const machine = tookAftermath(contract, aftermath);
    if (machine) return inconclusive(`no healthy request was \`ok\` again, but ${machine}`);
    const after = played.traffic ? 'the traffic' : dependency ? 'the fault' : undefined;
    return broken({
      told: `${duration(Math.round(waited / 100) * 100)} after ${after ? `${after} had ended` : 'that request'}, a healthy request was still answered with \`${firstProbe ?? 'no answer'}\`.`,
      expected: '`ok` again',
      cites: dependency ? `/downstream/${dependency}/recovers-within` : `/upstream/${played.operation}/answers/ok`,
      shape: 'not ok again',
    });
  },
};

/** Whether a dependency is asked again, under the same traffic, when its time to recover is over. */
function judgeTraffic(contract: Contract, observation: Observation): Judgement {
  const left = unasked(contract, observation);
  if (!left) return holds;
  const { dependency, requests, bad } = left;
  const { over } = observation.traffic!.outages[0]!;
  return broken({
    told: `From ${duration(Math.round(wellAt(contract, observation) - over))} after the outage of \`${dependency}\` on, ${bad.length} of ${requests.length} requests were not \`ok\`, and \`${dependency}\` was hardly asked any more.`,
    expected: '`ok` again',
    cites: `/downstream/${dependency}/recovers-within`,
    shape: 'not ok again',
    dependency,
  });
}
