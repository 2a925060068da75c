import { cutReply } from '../cut.ts';
import { defineFault } from '../fault.ts';
import { percent } from '../param.ts';
import { render } from '../reply.ts';

export const resetInsideReply = defineFault({
  name: 'reset-inside-reply',
  summary: 'drops the connection (TCP RST) after part of the reply has left',
  seen: 'A backend killed by its memory limit while it writes, a proxy that is restarted.',
  leaves: 'lost',
  commits: true,
  params: { after: percent(90, 10) },
  unfit: ({ reply }) => (render(reply).length < 2 ? 'its healthy reply is too short to be cut' : undefined),
  async play({ after }, exchange) {
    await exchange.send(cutReply(exchange.healthy, after));
    await exchange.reset();
  },
});
