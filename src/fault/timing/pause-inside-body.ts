import { cut } from '../cut.ts';
import { defineFault } from '../fault.ts';
import { delay, percent } from '../param.ts';
import { bodiless, renderHead } from '../reply.ts';
import { within } from '../within.ts';

export const pauseInsideBody = defineFault({
  name: 'pause-inside-body',
  summary: 'pauses after part of the body, and then sends the rest',
  seen: 'A query that fills its result page by page, a model that thinks in the middle of its answer.',
  leaves: 'late',
  waits: true,
  recurs: ['every'],
  params: { after: percent(50), ms: delay((site) => [within(site)]) },
  unfit: bodiless,
  async play({ after, ms }, exchange) {
    const { body } = exchange.healthy;
    const first = cut(exchange.healthy, after);
    await exchange.send(Buffer.concat([renderHead(exchange.healthy), first]));
    await exchange.wait(ms);
    await exchange.send(body.subarray(first.length));
    exchange.end();
  },
});
