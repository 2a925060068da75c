import { defineFault } from '../fault.ts';
import { unencrypted } from '../site.ts';
import { noTls } from '../without-socket.ts';

export const handshakeReset = defineFault({
  name: 'handshake-reset',
  summary: 'drops the connection (TCP RST) in the handshake, after the ClientHello',
  seen: 'A firewall that reads the name of the server and forbids it, a terminator that crashes.',
  leaves: 'lost',
  needsSocket: noTls,
  recurs: ['every'],
  unfit: unencrypted,
  async bar(door) {
    await door.meet!(async (arrival) => {
      await arrival.heard();
      await arrival.reset();
    });
  },
});
