import { chunk, inChunks, lastChunk } from '../chunks.ts';
import { defineFault } from '../fault.ts';
import { renderFramedHead, unframed } from '../reply.ts';

export const framesAtOnce = defineFault({
  name: 'frames-at-once',
  summary: 'sends all frames of a stream in one piece, head and end included',
  seen: 'A proxy that buffers. Readers that take every piece for one event see only the first.',
  leaves: 'intact',
  recurs: ['every'],
  unfit: unframed,
  async play(_, exchange) {
    const { healthy } = exchange;
    await exchange.send(Buffer.concat([renderFramedHead(healthy, inChunks), chunk(healthy.body), lastChunk()]));
    exchange.end();
  },
});
