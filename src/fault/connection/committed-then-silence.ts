import { defineFault } from '../fault.ts';
import { effectless } from '../site.ts';

export const committedThenSilence = defineFault({
  name: 'committed-then-silence',
  summary: 'does what it was asked, and never answers',
  seen: 'A reply lost behind a firewall that dropped the connection. A timeout says nothing about the effect.',
  leaves: 'lost',
  commits: true,
  waits: true,
  unfit: effectless,
  async play(_, exchange) {
    await exchange.stall();
  },
});
