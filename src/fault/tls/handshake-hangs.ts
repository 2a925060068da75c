import { defineFault } from '../fault.ts';
import { unencrypted } from '../site.ts';
import { noTls } from '../without-socket.ts';

export const handshakeHangs = defineFault({
  name: 'handshake-hangs',
  summary: 'never answers the ClientHello',
  seen: 'An overloaded terminator: handshakes cost it more than requests. Time limits of requests often begin only when it is over.',
  leaves: 'lost',
  needsSocket: noTls,
  waits: true,
  recurs: ['every'],
  unfit: unencrypted,
  async bar(door) {
    await door.meet!(async (arrival) => {
      await arrival.heard();
      await arrival.stall();
    });
  },
});
