import { defineFault } from '../fault.ts';
import { bodiless, renderHead } from '../reply.ts';

export const lengthTooLarge = defineFault({
  name: 'length-too-large',
  summary: 'announces more bytes than its body has, sends all of it, and closes the connection',
  seen: 'A length that was counted before the body was minified, or in characters of another encoding.',
  // For HTTP the reply is incomplete; a reader that takes what came has all of it.
  leaves: 'doubtful',
  recurs: ['every'],
  unfit: bodiless,
  async play(_, exchange) {
    const { healthy } = exchange;
    await exchange.send(renderHead(healthy, 'length', healthy.body.length + 7));
    await exchange.send(healthy.body);
    exchange.end();
    await exchange.close();
  },
});
