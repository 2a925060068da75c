import { defineFault } from '../fault.ts';
import { render } from '../reply.ts';
import { noParser } from '../without-socket.ts';

export const lineFeedsOnly = defineFault({
  name: 'line-feeds-only',
  summary: 'ends the lines of its head with a line feed alone',
  seen: 'Shell scripts, CGI and small devices that print their headers.',
  leaves: 'doubtful',
  needsSocket: noParser,
  recurs: ['every'],
  async play(_, exchange) {
    const bytes = render(exchange.healthy);
    const end = bytes.indexOf('\r\n\r\n') + 4;
    const head = bytes.toString('latin1', 0, end).replaceAll('\r\n', '\n');
    await exchange.send(Buffer.concat([Buffer.from(head, 'latin1'), bytes.subarray(end)]));
    exchange.end();
    await exchange.close();
  },
});
