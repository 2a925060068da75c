import { defineFault } from '../fault.ts';
import { undeclared, withBody } from '../reply.ts';

export const emptyReply = defineFault({
  name: 'empty-reply',
  summary: 'answers with its status of success and no body at all',
  seen: 'A handler that returned before it wrote; some SDKs then give `undefined` as if it were the result.',
  leaves: 'lost',
  commits: true,
  unfit: undeclared,
  async play(_, exchange) {
    await exchange.reply(withBody(exchange.healthy, ''));
  },
});
