import { defineFault } from '../../../fault/fault.ts';
import { choice } from '../../../fault/param.ts';

export const insufficientQuota = defineFault({
  name: 'insufficient-quota',
  summary: 'answers 429 with the type `insufficient_quota`, under one of its codes: the money is spent',
  seen: 'An account without credit. It looks like a rate limit, and no retry will ever help; the official client retries it.',
  leaves: 'lost',
  permanent: true,
  params: { code: choice('insufficient_quota', 'credit_balance_exhausted', 'organization_usage_limit_exceeded') },
  async play({ code }, exchange) {
    await exchange.reply(exchange.error(429, { code }));
  },
});
