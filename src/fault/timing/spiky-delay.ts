import { draw } from '../draw.ts';
import { defineFault } from '../fault.ts';
import { count, delay } from '../param.ts';
import { within } from '../within.ts';

export const spikyDelay = defineFault({
  name: 'spiky-delay',
  summary: 'holds some percent of its healthy replies back, and sends the others at once',
  seen: 'Garbage collection, a cold cache, one slow machine of several.',
  leaves: 'late',
  waits: true,
  recurs: ['every'],
  params: { share: count(0, 100, 50), ms: delay((site) => [within(site)]) },
  async play({ share, ms }, exchange) {
    if (draw(exchange.seed, 'spike') * 100 < share) await exchange.wait(ms);
    await exchange.reply(exchange.healthy);
  },
});
