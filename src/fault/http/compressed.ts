import { gzipSync } from 'node:zlib';
import { defineFault } from '../fault.ts';
import { bodiless, withBody, withHeader } from '../reply.ts';

export const compressed = defineFault({
  name: 'compressed',
  summary: 'sends the healthy body compressed with gzip, whether or not that was asked for',
  seen: 'CDNs and frameworks with compression switched on; a client that does not expect it reads noise.',
  // Whoever did not ask for it may refuse it.
  leaves: 'doubtful',
  recurs: ['every'],
  unfit: bodiless,
  async play(_, exchange) {
    const { healthy } = exchange;
    await exchange.reply(withHeader(withBody(healthy, gzipSync(healthy.body)), 'content-encoding', 'gzip'));
  },
});
