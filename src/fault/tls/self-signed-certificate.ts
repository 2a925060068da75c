import { defineFault } from '../fault.ts';
import { unencrypted } from '../site.ts';
import { noTls } from '../without-socket.ts';

export const selfSignedCertificate = defineFault({
  name: 'self-signed-certificate',
  summary: 'shows a certificate in the handshake that it has signed itself',
  seen: 'A default certificate that nobody replaced, a proxy that inspects traffic, somebody in between who reads along.',
  leaves: 'lost',
  needsSocket: noTls,
  commits: true,
  recurs: ['every'],
  unfit: unencrypted,
  async bar(door) {
    await door.meet!((arrival) => arrival.serve('self-signed'));
  },
  // Only who does not look at the certificate comes to ask for anything.
  async play(_, exchange) {
    exchange.note('the component asked it all the same');
    await exchange.reply(exchange.healthy);
  },
});
