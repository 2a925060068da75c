import { comeBack } from '../observation/come-back.ts';
import { type Call, header } from '../observation/observation.ts';
import { broken, type Check, holds, inconclusive, notApplicable } from './check.ts';
import { heldUp } from './held-up.ts';
import { repeatsOf } from './strikes.ts';

/** What timers and clocks may be off, in milliseconds. */
const tolerance = 6;

export const honoursRetryAfter: Check = {
  name: 'honours-retry-after',
  claim: 'after a reply with Retry-After, the same is not asked for again before that time has passed',
  why: 'A service that says when to come back is shedding load. Whoever comes sooner is the load, and may be locked out for longer.',
  fix: 'Wait as long as it says if the deadline allows it, else give up at once. A cap on the wait is no reason to come back early.',
  ofOne: true,
  judge(contract, observation) {
    const { calls, started } = observation;
    const advised = calls
      .map((call) => ({ call, until: comeBack(call.reply, started) }))
      .filter((c): c is { call: Call; until: number } => c.until !== undefined);
    if (advised.length === 0) return notApplicable('no reply said when to come back');
    for (const { call, until } of advised) {
      const early = repeatsOf(call, calls).find((c) => c.began < until - tolerance && c.began >= call.reply.ended);
      if (!early) continue;
      const [waited, told] = [early.began - call.reply.ended, until - call.reply.ended].map(Math.round) as [
        number,
        number,
      ];
      // Who had given up on the reply before it came never read its advice.
      const slow = heldUp(contract, observation);
      if (slow) return inconclusive(`\`${call.dependency}\` was called again after ${waited} ms, but ${slow}`);
      return broken({
        told: `The component called \`${call.dependency}\` again after ${waited} ms.`,
        expected: `no call before ${told} ms had passed (${header(call.reply.headers, 'retry-after-ms') ? 'retry-after-ms' : 'retry-after'}: ${header(call.reply.headers, 'retry-after-ms') ?? header(call.reply.headers, 'retry-after')})`,
        cites: `/downstream/${call.dependency}`,
        shape: 'too early',
      });
    }
    return holds;
  },
};
