import { cutReply } from '../cut.ts';
import { defineFault } from '../fault.ts';
import { percent } from '../param.ts';
import { render } from '../reply.ts';

export const closeInsideReply = defineFault({
  name: 'close-inside-reply',
  summary: 'closes the connection (TCP FIN) after part of the reply has left',
  seen: 'A worker that is recycled in the middle of a response; a proxy that gives up on a slow backend.',
  leaves: 'lost',
  commits: true,
  params: { after: percent(90, 10) },
  unfit: ({ reply }) => (render(reply).length < 2 ? 'its healthy reply is too short to be cut' : undefined),
  async play({ after }, exchange) {
    await exchange.send(cutReply(exchange.healthy, after));
    await exchange.close();
  },
});
