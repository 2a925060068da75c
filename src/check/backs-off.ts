import type { Call } from '../observation/observation.ts';
import { broken, type Check, holds, inconclusive, notApplicable } from './check.ts';
import { heldUp } from './held-up.ts';
import { repeatsOf } from './strikes.ts';

/** Three attempts in less than this are no pauses, on any machine: a busy one only makes them longer. Milliseconds. */
const atOnce = 20;

export const backsOff: Check = {
  name: 'backs-off',
  claim: 'a call that failed twice is not made a third time without a pause',
  why: 'Retries without pauses hit a service at its weakest moment with a multiple of the usual load: an outage of seconds becomes one of minutes.',
  fix: 'Wait before each retry, longer each time, with some jitter; one retry at once is fine where a connection had gone stale.',
  ofOne: true,
  judge(contract, observation) {
    const { calls } = observation;
    const chains = calls.filter(isFailure).map((call) => [call, ...inTurn(call, calls)]);
    const long = chains.filter((chain) => chain.length > 2);
    if (long.length === 0) return notApplicable('no call that failed was made three times');
    for (const [first, second, third] of long as [Call, Call, Call][]) {
      if (!isFailure(second) || third.began - first.began >= atOnce) continue;
      const took = Math.max(1, Math.round(third.began - first.began));
      // Calls that waited until the harness read them seem to have come all at once.
      const slow = heldUp(contract, observation);
      if (slow) return inconclusive(`\`${first.dependency}\` was called three times within ${took} ms, but ${slow}`);
      return broken({
        told: `The component called \`${first.dependency}\` three times within ${took} ms, although it had failed each time.`,
        expected: 'a pause before the second retry at the latest',
        cites: `/downstream/${first.dependency}`,
        shape: 'without a pause',
      });
    }
    return holds;
  },
};

const isFailure = ({ fault }: Call) => fault?.leaves === 'lost' || fault?.leaves === 'tainted';

/** The same again, each time after the attempt before was over: what is asked side by side is no retry. */
function inTurn(call: Call, calls: readonly Call[]): Call[] {
  const later: Call[] = [];
  let last = call;
  for (const again of repeatsOf(call, calls)) {
    if (again.began < last.reply.ended) continue;
    later.push(again);
    last = again;
  }
  return later;
}
