import { createHash } from 'node:crypto';
import { defineFault } from '../fault.ts';
import { undeclared, withBody } from '../reply.ts';

export const garbageBody = defineFault({
  name: 'garbage-body',
  summary: 'sends random bytes under the healthy head',
  seen: 'A body that was compressed twice or encrypted, a cache that mixed up its entries.',
  leaves: 'lost',
  commits: true,
  unfit: undeclared,
  async play(_, exchange) {
    const outputLength = exchange.healthy.body.length;
    const bytes = createHash('shake256', { outputLength }).update(String(exchange.seed)).digest();
    // A first byte that no JSON text begins with.
    bytes[0] = 0xff;
    await exchange.reply(withBody(exchange.healthy, bytes));
  },
});
