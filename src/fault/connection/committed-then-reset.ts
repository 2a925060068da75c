import { defineFault } from '../fault.ts';
import { effectless } from '../site.ts';

export const committedThenReset = defineFault({
  name: 'committed-then-reset',
  summary: 'does what it was asked, and drops the connection (TCP RST) before any byte of the reply',
  seen: 'A process killed between its commit and its answer. The caller cannot tell it from a request that never arrived.',
  leaves: 'lost',
  commits: true,
  unfit: effectless,
  async play(_, exchange) {
    await exchange.reset();
  },
});
