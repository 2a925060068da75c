import { defineFault } from '../fault.ts';

export const closeBeforeReply = defineFault({
  name: 'close-before-reply',
  summary: 'closes its side of the connection (TCP FIN) after the request, without a reply, and goes on reading',
  seen: 'A server that shuts down, an idle timeout that fires just as the request arrives.',
  leaves: 'lost',
  async play(_, exchange) {
    await exchange.close();
  },
});
