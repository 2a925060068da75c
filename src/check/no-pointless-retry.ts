import { header } from '../observation/observation.ts';
import { broken, type Check, holds, inconclusive, notApplicable } from './check.ts';
import { heldUp } from './held-up.ts';
import { repeatsOf } from './strikes.ts';

/** Who asks: part of the question. A tool server that says 404 wants another session to be begun, and the same asked again. */
const asking = ['authorization', 'mcp-session-id'];

export const noPointlessRetry: Check = {
  name: 'no-pointless-retry',
  claim: 'what cannot succeed is not tried again',
  why: 'A rejected key or an empty account does not get better by asking again; the caller waits longer for the same failure.',
  fix: 'Retry only timeouts, connection errors, 408, 409, 429 and 5xx; stop where the code or `x-should-retry` says that it is final.',
  ofOne: true,
  judge(contract, observation) {
    const { calls } = observation;
    const final = calls.filter((c) => c.fault?.permanent && c.fault.undelivered === undefined);
    if (final.length === 0) return notApplicable('no reply was final');
    for (const call of final) {
      // With other credentials or in another session it is another question; what was under way before the reply came is no answer to it.
      const again = repeatsOf(call, calls).find(
        (c) =>
          c.began >= call.reply.ended &&
          asking.every((name) => header(c.request.headers, name) === header(call.request.headers, name)),
      );
      if (!again) continue;
      // Who had given up on the reply before it came does not know that it is final.
      const slow = heldUp(contract, observation);
      if (slow) return inconclusive(`\`${call.dependency}\` was called again after a final reply, but ${slow}`);
      return broken({
        told: `The component sent \`${call.dependency}\` the same request again after a final ${call.reply.status}.`,
        expected: 'no second attempt',
        cites: `/downstream/${call.dependency}`,
        shape: 'repeated',
      });
    }
    return holds;
  },
};
