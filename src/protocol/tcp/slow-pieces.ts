import { defineFault } from '../../fault/fault.ts';
import { delay } from '../../fault/param.ts';

// So few that a timeout for silence is not the only thing that helps, so many that the first is not the whole.
const pieces = 4;

export const slowPieces = defineFault({
  name: 'slow-pieces',
  summary: 'sends the healthy reply in four pieces with a pause before each',
  seen: 'A lossy link that sends again and again, a server that waits for its disk between two pages of a result.',
  leaves: 'late',
  waits: true,
  // The pause at which the whole takes twice the deadline.
  params: { pause: delay(({ deadline }) => [(deadline * 2) / pieces]) },
  async play({ pause }, exchange) {
    const bytes = exchange.healthy.body;
    const size = Math.max(1, Math.ceil(bytes.length / pieces));
    for (let at = 0; at < bytes.length; at += size) {
      await exchange.wait(pause);
      await exchange.send(bytes.subarray(at, at + size));
    }
    exchange.end();
  },
});
