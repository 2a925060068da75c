import { chunksOf, lastChunk } from '../chunks.ts';
import { defineFault } from '../fault.ts';
import { sendStreamHead } from '../frames.ts';
import { choice } from '../param.ts';
import { unframed } from '../reply.ts';

const sizes = { 'some bytes': 37, 'single bytes': 1 } as const;
// Beyond some kilobytes more pieces only cost time.
const most = 4096;

export const splitFrames = defineFault({
  name: 'split-frames',
  summary: 'sends a stream in pieces that end anywhere: within frames, words and letters',
  seen: 'TLS records, HTTP/2 frames and the buffers of proxies know nothing of events. Readers that parse piece by piece break.',
  leaves: 'intact',
  recurs: ['every'],
  params: { pieces: choice('some bytes', 'single bytes') },
  unfit: unframed,
  async play({ pieces }, exchange) {
    const { body } = exchange.healthy;
    const small = chunksOf(body.subarray(0, most), sizes[pieces]);
    await sendStreamHead(exchange);
    for (const piece of [...small, ...chunksOf(body.subarray(most), body.length)]) await exchange.send(piece);
    await exchange.send(lastChunk());
    exchange.end();
  },
});
