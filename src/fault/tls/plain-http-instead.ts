import { defineFault } from '../fault.ts';
import { render } from '../reply.ts';
import { unencrypted } from '../site.ts';
import { noTls } from '../without-socket.ts';

export const plainHttpInstead = defineFault({
  name: 'plain-http-instead',
  summary: 'speaks plain HTTP on the port for TLS: the ClientHello is a bad request to it',
  seen: 'A port that was mixed up, a terminator that was taken away, a sidecar that is not there yet.',
  leaves: 'lost',
  needsSocket: noTls,
  recurs: ['every'],
  unfit: unencrypted,
  async bar(door) {
    await door.meet!(async (arrival) => {
      await arrival.heard();
      await arrival.send(render(arrival.error(400)));
      await arrival.close();
    });
  },
});
