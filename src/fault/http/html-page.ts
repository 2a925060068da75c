import { defineFault } from '../fault.ts';
import { htmlReply } from '../reply.ts';

export const htmlPage = defineFault({
  name: 'html-page',
  summary: 'a proxy answers in its place: 502 with an HTML page',
  seen: 'Load balancers and CDNs whose backend is gone; the page is no JSON, and it is nothing that a caller should see.',
  leaves: 'lost',
  async play(_, exchange) {
    await exchange.reply(htmlReply({ ...exchange.healthy, status: 502 }, '502 Bad Gateway', exchange.marker));
  },
});
