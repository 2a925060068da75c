import { header } from '../observation/observation.ts';
import { broken, type Check, holds, notApplicable } from './check.ts';
import { repeatsOf } from './strikes.ts';

export const noPointlessRetry: Check = {
  name: 'no-pointless-retry',
  claim: 'what cannot succeed is not tried again',
  why: 'A rejected key or an empty account does not get better by asking again; the caller waits longer for the same failure.',
  fix: 'Retry only timeouts, connection errors, 408, 409, 429 and 5xx; stop where the code or `x-should-retry` says that it is final.',
  ofOne: true,
  judge(_, { calls }) {
    const final = calls.filter((c) => c.fault?.permanent && c.fault.undelivered === undefined);
    if (final.length === 0) return notApplicable('no reply was final');
    for (const call of final) {
      // With other credentials it is another question.
      const again = repeatsOf(call, calls).find(
        (c) => header(c.request.headers, 'authorization') === header(call.request.headers, 'authorization'),
      );
      if (again)
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
