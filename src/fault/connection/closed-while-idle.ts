import { defineFault } from '../fault.ts';
import { unpooled } from '../site.ts';
import { noConnection } from '../without-socket.ts';

export const closedWhileIdle = defineFault({
  name: 'closed-while-idle',
  summary: 'closes its idle connections (TCP FIN) before the request comes; new ones are served',
  seen: 'Every server closes what is idle for long. A pool that does not look at what it hands out sends into the void.',
  leaves: 'intact',
  needsSocket: noConnection,
  reuses: true,
  recurs: ['first'],
  unfit: unpooled,
  async bar(door) {
    await door.hangUp();
  },
  async play(_, exchange) {
    await exchange.reply(exchange.healthy);
  },
});
