import { defineFault } from '../fault.ts';
import { delay } from '../param.ts';
import { bodiless, render } from '../reply.ts';

export const slowLastByte = defineFault({
  name: 'slow-last-byte',
  summary: 'sends the healthy reply but for its last byte, and that later',
  seen: 'A buffer that is not flushed. All seems to be there, and a limit on the head or on silence before it has been kept.',
  leaves: 'late',
  waits: true,
  recurs: ['every'],
  params: { ms: delay(({ deadline }) => [deadline * 2]) },
  unfit: bodiless,
  async play({ ms }, exchange) {
    const bytes = render(exchange.healthy);
    await exchange.send(bytes.subarray(0, -1));
    await exchange.wait(ms);
    await exchange.send(bytes.subarray(-1));
    exchange.end();
  },
});
