import { defineFault } from '../fault.ts';
import { sendFrames, sendStreamHead } from '../frames.ts';
import { unframed } from '../reply.ts';

export const openAfterEnd = defineFault({
  name: 'open-after-end',
  summary: 'sends a whole stream, says that it is complete, and never ends the reply',
  seen: 'Model servers and proxies that forget to close. Some SDKs wait for the end of HTTP behind the end of the stream, without any limit.',
  // Whoever goes by the terminator has the healthy reply; whoever goes by HTTP may give up on it.
  leaves: 'doubtful',
  waits: true,
  unfit: unframed,
  async play(_, exchange) {
    await sendStreamHead(exchange);
    await sendFrames(exchange, exchange.healthy.stream!.frames);
    await exchange.stall();
  },
});
