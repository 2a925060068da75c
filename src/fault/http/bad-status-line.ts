import { defineFault } from '../fault.ts';
import { choice } from '../param.ts';
import { render } from '../reply.ts';
import { noParser } from '../without-socket.ts';

export const badStatusLine = defineFault({
  name: 'bad-status-line',
  summary: 'begins its reply with something that is no status line of HTTP',
  seen: 'A port that was given to another service, a script that prints a warning before its headers.',
  leaves: 'lost',
  needsSocket: noParser,
  commits: true,
  recurs: ['every'],
  params: { line: choice('HTTP/1.1 OK', 'Warning: deprecated', 'SSH-2.0-OpenSSH_9.6') },
  async play({ line }, exchange) {
    const bytes = render(exchange.healthy);
    await exchange.send(Buffer.concat([Buffer.from(line), bytes.subarray(bytes.indexOf('\r\n'))]));
    await exchange.close();
  },
});
