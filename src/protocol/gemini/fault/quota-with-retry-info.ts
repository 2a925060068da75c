import { defineFault } from '../../../fault/fault.ts';
import { choice } from '../../../fault/param.ts';
import { withBody } from '../../../fault/reply.ts';

const delays = { 'per minute': '17.480551s', 'per day': '40463.5s' } as const;
const ids = {
  'per minute': 'GenerateRequestsPerMinutePerProjectPerModel-FreeTier',
  'per day': 'GenerateRequestsPerDayPerProjectPerModel-FreeTier',
} as const;
const rpc = 'type.googleapis.com/google.rpc';

export const quotaWithRetryInfo = defineFault({
  name: 'quota-with-retry-info',
  summary: 'answers 429 `RESOURCE_EXHAUSTED`, with the time to wait in the body and in no header',
  seen: 'Every free tier, and paid ones under load. Code that looks for Retry-After finds nothing and asks again at once.',
  leaves: 'lost',
  params: { quota: choice('per minute', 'per day') },
  async play({ quota }, exchange) {
    const reply = exchange.error(429);
    const { error } = JSON.parse(reply.body.toString());
    const details = [
      {
        '@type': `${rpc}.QuotaFailure`,
        violations: [
          {
            quotaMetric: 'generativelanguage.googleapis.com/generate_content_free_tier_requests',
            quotaId: ids[quota],
            quotaValue: quota === 'per day' ? '200' : '15',
          },
        ],
      },
      { '@type': `${rpc}.RetryInfo`, retryDelay: delays[quota] },
    ];
    await exchange.reply(withBody(reply, JSON.stringify({ error: { ...error, details } }, null, 2)));
  },
});
