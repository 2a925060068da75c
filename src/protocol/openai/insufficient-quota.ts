import { defineFault } from '../../fault/fault.ts';

export const insufficientQuota = defineFault({
  name: 'insufficient-quota',
  summary: 'answers 429 with the code `insufficient_quota`: the money is spent',
  seen: 'An account without credit. It looks like a rate limit, and no retry will ever help; the official client retries it.',
  leaves: 'lost',
  permanent: true,
  async play(_, exchange) {
    await exchange.reply(exchange.error(429, { code: 'insufficient_quota' }));
  },
});
