import { defineFault } from '../fault.ts';
import { rate } from '../param.ts';
import { render } from '../reply.ts';
import { within } from '../within.ts';

// Milliseconds between two slices, where there is a byte for each; and how many slices there are at least.
const tick = 10;
const slices = 8;

export const bandwidth = defineFault({
  name: 'bandwidth',
  summary: 'sends the healthy reply evenly, at so many bytes per second',
  seen: 'A link that is shared, a container with a limit on its network.',
  leaves: 'late',
  waits: true,
  recurs: ['every'],
  params: { bytesPerSecond: rate((site) => [(render(site.reply).length * 1000) / within(site)]) },
  async play({ bytesPerSecond }, exchange) {
    const bytes = render(exchange.healthy);
    const perTick = Math.floor((bytesPerSecond * tick) / 1000);
    const size = Math.max(1, Math.min(perTick, Math.ceil(bytes.length / slices)));
    for (let at = 0; at < bytes.length; at += size) {
      const slice = bytes.subarray(at, at + size);
      await exchange.wait((slice.length * 1000) / bytesPerSecond);
      await exchange.send(slice);
    }
    exchange.end();
  },
});
