import { chunk } from '../chunks.ts';
import { telling } from '../cut.ts';
import { defineFault } from '../fault.ts';
import { sendFrames, sendStreamHead } from '../frames.ts';
import { choice } from '../param.ts';
import { unframed } from '../reply.ts';

// Milliseconds between two of them.
const pause = 200;

export const endlessKeepalives = defineFault({
  name: 'endless-keepalives',
  summary: 'goes on saying that it is still there, from the start or after half of a stream, and says nothing else',
  seen: 'A gateway that sends comments or pings for a model that is stuck. A timer that every byte winds up again never fires.',
  leaves: 'lost',
  commits: true,
  waits: true,
  recurs: ['every'],
  params: { from: choice('the middle', 'the start') },
  unfit: (target) =>
    unframed(target) ?? (target.reply.stream!.keepalive ? undefined : 'its protocol has no sign of life in a stream'),
  async play({ from }, exchange) {
    const frames = telling(exchange.healthy);
    await sendStreamHead(exchange);
    await sendFrames(exchange, from === 'the start' ? [] : frames.slice(0, Math.ceil(frames.length / 2)));
    for (;;) {
      await exchange.send(chunk(exchange.healthy.stream!.keepalive!));
      await exchange.wait(pause);
    }
  },
});
