import { defineFault } from '../../../fault/fault.ts';

export const spendLimitReached = defineFault({
  name: 'spend-limit-reached',
  summary: 'answers 429 with the code `enforced_spend_limit_reached`, and without Retry-After: not before next month',
  seen: 'An account at the end of its month. It looks like a rate limit; the official client retries it, and agents have waited for it until their own deadline.',
  leaves: 'lost',
  permanent: true,
  async play(_, exchange) {
    await exchange.reply(exchange.error(429, { code: 'enforced_spend_limit_reached' }));
  },
});
