import { cutHead, place } from '../cut-head.ts';
import { defineFault } from '../fault.ts';

export const closeInsideHead = defineFault({
  name: 'close-inside-head',
  summary: 'closes the connection (TCP FIN) within the head of the reply: after half a status line or half a header',
  seen: 'A proxy whose backend is stopped just as it begins to answer.',
  leaves: 'lost',
  commits: true,
  recurs: ['every'],
  params: { inside: place },
  async play({ inside }, exchange) {
    await exchange.send(cutHead(exchange.healthy, inside));
    await exchange.close();
  },
});
