import { createHash } from 'node:crypto';
import { defineFault } from '../fault.ts';
import { withBody } from '../reply.ts';

export const garbageBody = defineFault({
  name: 'garbage-body',
  summary: 'sends random bytes under the healthy head',
  seen: 'A body that was compressed twice or encrypted, a cache that mixed up its entries.',
  leaves: 'lost',
  commits: true,
  unfit: ({ reply }) => (reply.documents.length === 0 ? 'no body is declared that garbage could violate' : undefined),
  async play(_, exchange) {
    const { body } = exchange.healthy;
    let bytes = Buffer.alloc(0);
    for (let block = 0; bytes.length < body.length; block++)
      bytes = Buffer.concat([bytes, createHash('sha256').update(`${exchange.seed}/${block}`).digest()]);
    // A first byte that no JSON text begins with.
    await exchange.reply(withBody(exchange.healthy, Buffer.concat([Buffer.of(0xff), bytes.subarray(1, body.length)])));
  },
});
