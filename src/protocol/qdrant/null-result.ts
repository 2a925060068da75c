import { defineFault } from '../../fault/fault.ts';
import { type Reply, undeclared, withBody } from '../../fault/reply.ts';
import { isObject } from '../routes.ts';

export const nullResult = defineFault({
  name: 'null-result',
  summary: 'answers 200 and `ok`, with `null` as its result',
  seen: 'A proxy in front of the store that lost the body and made one up; the official client then says "Result came uninitialized".',
  leaves: 'tainted',
  unfit: ({ reply }) => undeclared({ reply }) ?? (hasResult(reply) ? undefined : 'its healthy reply has no result'),
  async play(_, exchange) {
    const body = JSON.parse(exchange.healthy.body.toString());
    exchange.note('/result: null');
    await exchange.reply(withBody(exchange.healthy, JSON.stringify({ ...body, result: null })));
  },
});

function hasResult(reply: Reply): boolean {
  const body = JSON.parse(reply.body.toString());
  return isObject(body) && typeof body.result === 'object' && body.result !== null;
}
