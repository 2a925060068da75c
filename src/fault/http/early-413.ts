import { defineFault } from '../fault.ts';
import { render, withHeader } from '../reply.ts';
import { noConnection } from '../without-socket.ts';

export const early413 = defineFault({
  name: 'early-413',
  summary: 'answers 413 and closes the connection before it has read all of the request',
  seen: 'A proxy with a limit for bodies, such as `client_max_body_size` of nginx. Who is still writing gets a broken pipe and never sees the status.',
  leaves: 'lost',
  needsSocket: noConnection,
  permanent: true,
  recurs: ['every'],
  async bar(door) {
    await door.meet!(async (arrival) => {
      await arrival.secure();
      await arrival.heard();
      await arrival.send(render(withHeader(arrival.error(413), 'connection', 'close')));
      await arrival.close();
    });
  },
});
