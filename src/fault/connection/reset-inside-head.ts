import { cutHead, place } from '../cut-head.ts';
import { defineFault } from '../fault.ts';

export const resetInsideHead = defineFault({
  name: 'reset-inside-head',
  summary: 'drops the connection (TCP RST) within the head of the reply: after half a status line or half a header',
  seen: 'A worker that crashes on its first write, a load balancer that changes its mind.',
  leaves: 'lost',
  commits: true,
  recurs: ['every'],
  params: { inside: place },
  async play({ inside }, exchange) {
    await exchange.send(cutHead(exchange.healthy, inside));
    await exchange.reset();
  },
});
