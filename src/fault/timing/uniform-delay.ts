import { draw } from '../draw.ts';
import { defineFault } from '../fault.ts';
import { delay } from '../param.ts';
import { within } from '../within.ts';

export const uniformDelay = defineFault({
  name: 'uniform-delay',
  summary: 'sends the healthy reply later, each time by another time between two bounds',
  seen: 'Polling in between, a queue that is worked off in turns.',
  leaves: 'late',
  waits: true,
  recurs: ['every'],
  params: { least: delay(() => [0]), most: delay((site) => [within(site)]) },
  async play({ least, most }, exchange) {
    const [from, to] = [Math.min(least, most), Math.max(least, most)];
    await exchange.wait(from + draw(exchange.seed, 'delay') * (to - from));
    await exchange.reply(exchange.healthy);
  },
});
