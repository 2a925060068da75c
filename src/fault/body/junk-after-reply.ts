import { defineFault } from '../fault.ts';
import { choice } from '../param.ts';
import { framed, uncontained, withBody } from '../reply.ts';

const junk = {
  NUL: '\0',
  'a bracket': '}',
  'a comment': '\n<!-- served by node 7 -->\n',
  'a warning': '\n<br />\n<b>Warning</b>: Undefined variable $x in <b>index.php</b> on line <b>12</b><br />\n',
} as const;

export const junkAfterReply = defineFault({
  name: 'junk-after-reply',
  summary: 'sends something behind its JSON: a NUL, a bracket, an HTML comment, a warning',
  seen: 'Buffers that are written with their terminating NUL, proxies that sign every page, PHP.',
  // Some decoders take the value and leave the rest.
  leaves: 'doubtful',
  recurs: ['every'],
  params: { junk: choice('NUL', 'a bracket', 'a comment', 'a warning') },
  unfit: (target) => uncontained(target) ?? framed(target),
  async play(values, exchange) {
    const { body } = exchange.healthy;
    await exchange.reply(withBody(exchange.healthy, Buffer.concat([body, Buffer.from(junk[values.junk])])));
  },
});
