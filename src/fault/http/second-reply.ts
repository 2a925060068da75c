import { defineFault } from '../fault.ts';
import { render } from '../reply.ts';
import { noParser } from '../without-socket.ts';

export const secondReply = defineFault({
  name: 'second-reply',
  summary: 'sends another reply right behind the healthy one, and closes the connection',
  seen: 'A proxy that sends its own error after the reply of the backend; on a pooled connection the next request may get it.',
  leaves: 'doubtful',
  needsSocket: noParser,
  recurs: ['every'],
  async play(_, exchange) {
    await exchange.send(Buffer.concat([render(exchange.healthy), render(exchange.error(500))]));
    exchange.end();
    await exchange.close();
  },
});
