import { defineFault } from '../fault.ts';
import { undeclared, withBody } from '../reply.ts';

export const noContent = defineFault({
  name: 'no-content',
  summary: 'answers 204, where a body was promised',
  seen: 'A cache that lost its entry, a handler that deletes what it should return. Some SDKs give `null` as if it were the result.',
  leaves: 'lost',
  commits: true,
  recurs: ['every'],
  unfit: undeclared,
  async play(_, exchange) {
    await exchange.reply({ ...withBody(exchange.healthy, ''), status: 204 });
  },
});
