import { defineFault } from '../fault.ts';
import { unencrypted } from '../site.ts';
import { noTls } from '../without-socket.ts';

export const certificateForAnotherHost = defineFault({
  name: 'certificate-for-another-host',
  summary: 'shows a certificate in the handshake that was issued for another host',
  seen: 'A load balancer with the certificate of its neighbour, a name that changed hands, a DNS entry that leads astray.',
  leaves: 'lost',
  needsSocket: noTls,
  commits: true,
  recurs: ['every'],
  unfit: unencrypted,
  async bar(door) {
    await door.meet!((arrival) => arrival.serve('for another host'));
  },
  // Only who does not look at the certificate comes to ask for anything.
  async play(_, exchange) {
    exchange.note('the component asked it all the same');
    await exchange.reply(exchange.healthy);
  },
});
