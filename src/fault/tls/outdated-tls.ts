import { defineFault } from '../fault.ts';
import { unencrypted } from '../site.ts';
import { noTls } from '../without-socket.ts';

export const outdatedTls = defineFault({
  name: 'outdated-tls',
  summary: 'offers no newer version of TLS than 1.1',
  seen: 'An appliance that nobody has updated since 2018; RFC 8996 forbids these versions.',
  leaves: 'lost',
  needsSocket: noTls,
  commits: true,
  recurs: ['every'],
  unfit: unencrypted,
  async bar(door) {
    await door.meet!((arrival) => arrival.serve('outdated'));
  },
  // Only who does not look at the certificate comes to ask for anything.
  async play(_, exchange) {
    exchange.note('the component asked it all the same');
    await exchange.reply(exchange.healthy);
  },
});
