import { defineFault } from '../fault.ts';

export const silence = defineFault({
  name: 'silence',
  summary: 'accepts the connection, reads the request, and never answers',
  seen: 'A deadlocked worker, a full thread pool, a firewall that drops packets after the handshake.',
  leaves: 'lost',
  waits: true,
  async play(_, exchange) {
    await exchange.stall();
  },
});
