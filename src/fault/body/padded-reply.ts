import { defineFault } from '../fault.ts';
import { framed, undeclared, withBody } from '../reply.ts';

export const paddedReply = defineFault({
  name: 'padded-reply',
  summary: 'sends white space before and after its JSON',
  seen: 'Templates, and gateways to models that keep a connection alive with line breaks until the answer is there.',
  leaves: 'intact',
  recurs: ['every'],
  unfit: (target) => undeclared(target) ?? framed(target),
  async play(_, exchange) {
    await exchange.reply(withBody(exchange.healthy, `\n\n \t${exchange.healthy.body}\r\n \n`));
  },
});
