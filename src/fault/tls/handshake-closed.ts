import { defineFault } from '../fault.ts';
import { unencrypted } from '../site.ts';
import { noTls } from '../without-socket.ts';

export const handshakeClosed = defineFault({
  name: 'handshake-closed',
  summary: 'closes the connection (TCP FIN) in the handshake, after the ClientHello',
  seen: 'A load balancer in front of nothing, a server that knows no certificate for this name.',
  leaves: 'lost',
  needsSocket: noTls,
  recurs: ['every'],
  unfit: unencrypted,
  async bar(door) {
    await door.meet!(async (arrival) => {
      await arrival.heard();
      await arrival.close();
    });
  },
});
