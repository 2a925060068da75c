import { defineFault } from '../fault.ts';
import { framed, undeclared, withBody } from '../reply.ts';

export const bomReply = defineFault({
  name: 'bom-reply',
  summary: 'sends a byte order mark before its JSON',
  seen: 'Files that were saved on Windows and are served as they are. Some clients skip it, others call it bad JSON.',
  leaves: 'doubtful',
  recurs: ['every'],
  unfit: (target) => undeclared(target) ?? framed(target),
  async play(_, exchange) {
    const { body } = exchange.healthy;
    await exchange.reply(withBody(exchange.healthy, Buffer.concat([Buffer.from('\ufeff'), body])));
  },
});
