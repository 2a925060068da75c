import { defineFault } from '../fault.ts';

export const resetBeforeReply = defineFault({
  name: 'reset-before-reply',
  summary: 'drops the connection (TCP RST) after the request, before any byte of the reply',
  seen: 'A process that was killed, a load balancer that lost its backend.',
  leaves: 'lost',
  async play(_, exchange) {
    await exchange.reset();
  },
});
