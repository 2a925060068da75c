import { defineFault } from '../fault.ts';
import { choice } from '../param.ts';
import { type Reply, withHeader } from '../reply.ts';

const advice = {
  none: (reply: Reply) => reply,
  'one second': (reply: Reply) => withHeader(reply, 'retry-after', '1'),
  '300 ms': (reply: Reply) => withHeader(withHeader(reply, 'retry-after', '1'), 'retry-after-ms', '300'),
  'a date': (reply: Reply, now: number) => withHeader(reply, 'retry-after', new Date(now + 2000).toUTCString()),
  'an hour': (reply: Reply) => withHeader(reply, 'retry-after', '3600'),
  zero: (reply: Reply) => withHeader(reply, 'retry-after', '0'),
  negative: (reply: Reply) => withHeader(reply, 'retry-after', '-5'),
  garbage: (reply: Reply) => withHeader(reply, 'retry-after', 'soon'),
} as const;

export const rateLimited = defineFault({
  name: 'rate-limited',
  summary: 'answers 429, with Retry-After in one of its spellings',
  seen: 'Every model API under load; a day-long Retry-After has been seen in production, and so has one of zero.',
  leaves: 'lost',
  params: { advice: choice('none', '300 ms', 'one second', 'a date', 'an hour', 'zero', 'negative', 'garbage') },
  async play(values, exchange) {
    await exchange.reply(advice[values.advice](exchange.error(429), exchange.now()));
  },
});
