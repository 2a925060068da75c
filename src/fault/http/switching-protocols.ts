import { defineFault } from '../fault.ts';
import { type Header, renderFramedHead } from '../reply.ts';
import { noParser } from '../without-socket.ts';

const upgrade: readonly Header[] = [
  ['connection', 'upgrade'],
  ['upgrade', 'websocket'],
];

export const switchingProtocols = defineFault({
  name: 'switching-protocols',
  summary: 'answers 101 Switching Protocols, which nobody has asked for, and says nothing more',
  seen: 'A proxy whose rule for WebSockets catches too much. A 1xx that is no interim reply: who waits for the final one waits for ever.',
  leaves: 'lost',
  needsSocket: noParser,
  recurs: ['every'],
  async play(_, exchange) {
    await exchange.send(renderFramedHead({ ...exchange.healthy, status: 101, headers: [] }, upgrade));
    exchange.end();
  },
});
