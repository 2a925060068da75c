import { defineFault } from '../fault.ts';
import { htmlReply, undeclared } from '../reply.ts';

export const htmlIn200 = defineFault({
  name: 'html-in-200',
  summary: 'a proxy answers in its place: an HTML page with the status of success',
  seen: 'Sign-in pages, captive portals, a single-page application that takes every path.',
  leaves: 'lost',
  unfit: undeclared,
  async play(_, exchange) {
    await exchange.reply(htmlReply(exchange.healthy, 'Sign in', exchange.marker));
  },
});
