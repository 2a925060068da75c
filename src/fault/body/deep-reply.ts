import { defineFault } from '../fault.ts';
import { grown, ungrowable } from '../grown.ts';
import { choice } from '../param.ts';
import { framed, withBody } from '../reply.ts';

const lists = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
/** Shallow, and then made deep in the bytes: what writes JSON would stumble over the depth itself. */
const shallow = JSON.parse(lists(17)) as unknown;

export const deepReply = defineFault({
  name: 'deep-reply',
  summary: 'adds an unknown member to its objects that is nested thousands of times',
  seen: 'A serialiser that follows a circle; parsers have limits, and in Python the error is not the one for bad JSON.',
  // Whoever reads it has the healthy reply; whoever has a limit is right as well.
  leaves: 'doubtful',
  recurs: ['every'],
  params: { depth: choice(500, 10_000) },
  unfit: (target) => framed(target) ?? ungrowable(shallow)(target),
  async play({ depth }, exchange) {
    const body = grown(exchange.healthy, shallow).body.toString();
    await exchange.reply(
      withBody(
        exchange.healthy,
        body.replaceAll(lists(17), () => lists(depth)),
      ),
    );
  },
});
