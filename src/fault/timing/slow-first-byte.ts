import { defineFault } from '../fault.ts';
import { delay } from '../param.ts';
import { bodiless, renderHead } from '../reply.ts';

export const slowFirstByte = defineFault({
  name: 'slow-first-byte',
  summary: 'sends the head at once and the body later',
  seen: 'Model servers that accept a request before they have a place for it. A timeout that ends with the head does not help.',
  leaves: 'late',
  waits: true,
  params: { ms: delay(({ deadline }) => [deadline * 2]) },
  unfit: bodiless,
  async play({ ms }, exchange) {
    await exchange.send(renderHead(exchange.healthy));
    await exchange.wait(ms);
    await exchange.send(exchange.healthy.body);
    exchange.end();
  },
});
