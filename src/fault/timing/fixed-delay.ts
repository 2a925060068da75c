import { defineFault } from '../fault.ts';
import { delay } from '../param.ts';

export const fixedDelay = defineFault({
  name: 'fixed-delay',
  summary: 'sends the healthy reply, later',
  seen: 'A cold start, a lock, a long queue at a model API.',
  leaves: 'late',
  waits: true,
  // Just within the declared p99, and well beyond the deadline.
  params: {
    ms: delay(({ dependency, deadline }) => [
      ...(dependency.latency?.p99 ? [Math.floor(dependency.latency.p99 * 0.9)] : []),
      deadline * 2,
    ]),
  },
  async play({ ms }, exchange) {
    await exchange.wait(ms);
    await exchange.reply(exchange.healthy);
  },
});
