import { telling } from '../cut.ts';
import { defineFault } from '../fault.ts';
import { sendFrames, sendStreamHead } from '../frames.ts';
import { percent } from '../param.ts';
import { unframed } from '../reply.ts';

export const stalledStream = defineFault({
  name: 'stalled-stream',
  summary: 'sends part of a stream, or only its head, and then nothing any more; the connection stays open',
  seen: 'A model server that hangs in the middle of an answer. The timeouts of most SDKs end with the head of the reply.',
  leaves: 'lost',
  commits: true,
  waits: true,
  params: { after: percent(50, 0, 99) },
  unfit: unframed,
  async play({ after }, exchange) {
    const frames = telling(exchange.healthy);
    const sent = frames.slice(0, Math.ceil((frames.length * after) / 100));
    exchange.note(`silence after ${sent.length} of ${exchange.healthy.stream!.frames.length} frames`);
    await sendStreamHead(exchange);
    await sendFrames(exchange, sent);
    await exchange.stall();
  },
});
