import { defineFault } from '../fault.ts';
import { delay } from '../param.ts';
import { bodiless, renderHead } from '../reply.ts';
import { within } from '../within.ts';

export const slowClose = defineFault({
  name: 'slow-close',
  summary: 'sends the healthy body without a length, and closes the connection later: only then is it whole',
  seen: 'HTTP/1.0 servers that tidy up before they close.',
  leaves: 'late',
  waits: true,
  recurs: ['every'],
  params: { ms: delay((site) => [within(site)]) },
  unfit: bodiless,
  async play({ ms }, exchange) {
    await exchange.send(Buffer.concat([renderHead(exchange.healthy, 'until close'), exchange.healthy.body]));
    await exchange.wait(ms);
    exchange.end();
    await exchange.close();
  },
});
