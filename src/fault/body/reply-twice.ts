import { defineFault } from '../fault.ts';
import { choice } from '../param.ts';
import { framed, uncontained, withBody } from '../reply.ts';

export const replyTwice = defineFault({
  name: 'reply-twice',
  summary: 'sends its JSON twice, one right behind the other',
  seen: 'A handler that forgets to return after its first reply, a retry inside of a proxy, JSON lines where JSON was promised.',
  // Some decoders take the first value and leave the rest.
  leaves: 'doubtful',
  recurs: ['every'],
  params: { between: choice('\n', '') },
  unfit: (target) => uncontained(target) ?? framed(target),
  async play({ between }, exchange) {
    const { body } = exchange.healthy;
    await exchange.reply(withBody(exchange.healthy, Buffer.concat([body, Buffer.from(between), body])));
  },
});
