import { defineFault } from '../fault.ts';
import { unencrypted } from '../site.ts';
import { noTls } from '../without-socket.ts';

/** A record with the fatal alert 40: https://www.rfc-editor.org/rfc/rfc8446#section-6 */
const handshakeFailure = Buffer.from('15030300020228', 'hex');

export const handshakeAlert = defineFault({
  name: 'handshake-alert',
  summary: 'answers the ClientHello with the alert `handshake_failure`',
  seen: 'A server that has no cipher in common with its caller, or wants a client certificate.',
  leaves: 'lost',
  needsSocket: noTls,
  recurs: ['every'],
  unfit: unencrypted,
  async bar(door) {
    await door.meet!(async (arrival) => {
      await arrival.heard();
      await arrival.send(handshakeFailure);
      await arrival.close();
    });
  },
});
