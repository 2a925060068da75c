import { defineFault } from '../fault.ts';
import { unpooled } from '../site.ts';
import { noConnection } from '../without-socket.ts';

export const staleConnection = defineFault({
  name: 'stale-connection',
  summary: 'drops each connection (TCP RST) on which a second request comes; the first one on each is served',
  seen: 'A server or a load balancer whose idle timeout is shorter than that of the pool: the request arrives at a connection that is no more.',
  leaves: 'lost',
  needsSocket: noConnection,
  reuses: true,
  recurs: ['every'],
  unfit: unpooled,
  async play(_, exchange) {
    await exchange.reset();
  },
});
