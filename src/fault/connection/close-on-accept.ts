import { defineFault } from '../fault.ts';
import { noConnection } from '../without-socket.ts';

export const closeOnAccept = defineFault({
  name: 'close-on-accept',
  summary: 'accepts every connection and closes it at once (TCP FIN)',
  seen: 'A load balancer that drains, a limit of connections for each address, a port forwarded to nobody.',
  leaves: 'lost',
  needsSocket: noConnection,
  recurs: ['every'],
  async bar(door) {
    await door.meet!((arrival) => arrival.close());
  },
});
