import { drawNormal } from '../draw.ts';
import { defineFault } from '../fault.ts';
import { count, delay } from '../param.ts';
import { within } from '../within.ts';

export const lognormalDelay = defineFault({
  name: 'lognormal-delay',
  summary: 'sends the healthy reply later, mostly a little and now and then much: a lognormal time, up to a bound',
  seen: 'This is how the latency of most services looks: the slowest of a hundred takes ten times as long as usual.',
  leaves: 'late',
  waits: true,
  recurs: ['every'],
  // A spread of 100 is what makes one call of a hundred ten times as slow.
  params: {
    median: delay((site) => [within(site) / 10]),
    spread: count(0, 300, 100),
    most: delay((site) => [within(site)]),
  },
  async play({ median, spread, most }, exchange) {
    const drawn = median * Math.exp((spread / 100) * drawNormal(exchange.seed, 'delay'));
    await exchange.wait(Math.min(most, drawn));
    await exchange.reply(exchange.healthy);
  },
});
