import { defineFault } from '../fault.ts';
import { delay } from '../param.ts';
import { noConnection } from '../without-socket.ts';

export const slowAccept = defineFault({
  name: 'slow-accept',
  summary: 'reads nothing of a new connection for a while, and then serves it as usual',
  seen: 'A full backlog: the system accepts the connection, and the server is too busy to look at it.',
  leaves: 'late',
  needsSocket: noConnection,
  waits: true,
  recurs: ['every'],
  // Just within the declared p99, and well beyond the deadline.
  params: {
    ms: delay(({ dependency, deadline }) => [
      ...(dependency.latency?.p99 ? [Math.floor(dependency.latency.p99 * 0.9)] : []),
      deadline * 2,
    ]),
  },
  async bar(door, { ms }) {
    await door.meet!(async (arrival) => {
      await arrival.wait(ms);
      await arrival.serve();
    });
  },
  async play(_, exchange) {
    await exchange.reply(exchange.healthy);
  },
});
