import { defineFault } from '../fault.ts';
import { choice } from '../param.ts';
import { framed, uncontained, withBody } from '../reply.ts';

export const hugeBody = defineFault({
  name: 'huge-body',
  summary: 'sends the healthy JSON blown up with white space, to 8 MiB',
  seen: 'A tool server that returns a whole table, a search without a limit.',
  // Whoever reads it to the end has the healthy reply; whoever stops at a limit is right as well.
  leaves: 'doubtful',
  params: { mebibytes: choice(8) },
  // White space inside of a text or a number would make another one of it.
  unfit: (target) => uncontained(target) ?? framed(target),
  async play({ mebibytes }, exchange) {
    const { body } = exchange.healthy;
    const padding = Buffer.alloc(Math.max(0, mebibytes * 1024 * 1024 - body.length), ' ');
    await exchange.reply(withBody(exchange.healthy, Buffer.concat([body.subarray(0, 1), padding, body.subarray(1)])));
  },
});
