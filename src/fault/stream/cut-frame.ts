import { chunk } from '../chunks.ts';
import { telling } from '../cut.ts';
import { defineFault } from '../fault.ts';
import { endCut, endings, sendFrames, sendStreamHead } from '../frames.ts';
import { percent } from '../param.ts';
import { unframed } from '../reply.ts';

export const cutFrame = defineFault({
  name: 'cut-frame',
  summary: 'ends a stream in the middle of a frame: in order, closed or reset',
  seen: 'A worker that is killed while it writes, a proxy that passes on what it has. Half an event is left in the buffer of the reader.',
  leaves: 'lost',
  commits: true,
  recurs: ['every'],
  params: { after: percent(99, 50), ends: endings },
  unfit: unframed,
  async play({ after, ends }, exchange) {
    const frames = telling(exchange.healthy);
    const place = Math.floor((frames.length * after) / 100);
    const { bytes } = frames[place]!;
    exchange.note(`cut within frame ${place + 1} of ${exchange.healthy.stream!.frames.length}, ${ends}`);
    await sendStreamHead(exchange);
    await sendFrames(exchange, frames.slice(0, place));
    await exchange.send(chunk(bytes.subarray(0, Math.ceil(bytes.length / 2))));
    await endCut(exchange, ends);
  },
});
