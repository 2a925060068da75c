import { STATUS_CODES } from 'node:http';
import { defineFault } from '../fault.ts';
import { choice } from '../param.ts';
import { render } from '../reply.ts';
import { noParser } from '../without-socket.ts';

const interim = (status: number) => `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n\r\n`;
const before = {
  '103 Early Hints': interim(103),
  '100 Continue': interim(100),
  'twenty of them': interim(103).repeat(20),
} as const;

export const interimReplies = defineFault({
  name: 'interim-replies',
  summary: 'sends 1xx replies that nobody asked for before the healthy one',
  seen: 'CDNs with early hints, servers that say `100 Continue` to everybody.',
  // A client has to skip them, says HTTP; some well-known ones call them a bad response.
  leaves: 'doubtful',
  needsSocket: noParser,
  recurs: ['every'],
  params: { what: choice('103 Early Hints', '100 Continue', 'twenty of them') },
  async play({ what }, exchange) {
    await exchange.send(Buffer.from(before[what]));
    await exchange.send(render(exchange.healthy));
    exchange.end();
  },
});
