import { defineFault } from '../fault.ts';
import { noParser } from '../without-socket.ts';

// Milliseconds between two of them.
const pause = 200;

export const endlessInterimReplies = defineFault({
  name: 'endless-interim-replies',
  summary: 'sends one `102 Processing` after the other, and never the reply itself',
  seen: 'A gateway that keeps the connection alive for a backend that is stuck: no timeout for silence ever fires.',
  leaves: 'lost',
  needsSocket: noParser,
  waits: true,
  recurs: ['every'],
  async play(_, exchange) {
    for (;;) {
      await exchange.send(Buffer.from('HTTP/1.1 102 Processing\r\n\r\n'));
      await exchange.wait(pause);
    }
  },
});
