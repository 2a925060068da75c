import { defineFault } from '../fault.ts';
import { unencrypted } from '../site.ts';
import { noTls } from '../without-socket.ts';

export const unknownCa = defineFault({
  name: 'unknown-ca',
  summary: 'shows a certificate in the handshake that a CA has issued which nobody knows',
  seen: 'A new issuer that is not in an old bundle, a chain without its intermediate, an inspecting proxy.',
  leaves: 'lost',
  needsSocket: noTls,
  commits: true,
  recurs: ['every'],
  unfit: unencrypted,
  async bar(door) {
    await door.meet!((arrival) => arrival.serve('of an unknown CA'));
  },
  // Only who does not look at the certificate comes to ask for anything.
  async play(_, exchange) {
    exchange.note('the component asked it all the same');
    await exchange.reply(exchange.healthy);
  },
});
