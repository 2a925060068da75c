import { defineFault } from '../fault.ts';
import { unencrypted } from '../site.ts';
import { noTls } from '../without-socket.ts';

export const expiredCertificate = defineFault({
  name: 'expired-certificate',
  summary: 'shows a certificate in the handshake that expired yesterday',
  seen: 'The renewal that failed for weeks without a word. It took down Microsoft Teams on 3 February 2020.',
  leaves: 'lost',
  needsSocket: noTls,
  commits: true,
  recurs: ['every'],
  unfit: unencrypted,
  async bar(door) {
    await door.meet!((arrival) => arrival.serve('expired'));
  },
  // Only who does not look at the certificate comes to ask for anything.
  async play(_, exchange) {
    exchange.note('the component asked it all the same');
    await exchange.reply(exchange.healthy);
  },
});
