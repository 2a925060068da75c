import { defineFault } from '../../fault/fault.ts';
import { withWhole } from '../../fault/reply.ts';
import { saidIn } from '../whole.ts';

export const nullResult = defineFault({
  name: 'null-result',
  summary: 'answers 200 and `ok`, with `null` as its result',
  seen: 'A proxy in front of the store that lost the body and made one up; the official client then says "Result came uninitialized".',
  leaves: 'tainted',
  unfit: ({ reply }) => {
    const result = saidIn(reply)?.result;
    return typeof result === 'object' && result !== null ? undefined : 'its healthy reply has no result to rely on';
  },
  async play(_, exchange) {
    exchange.note('/result: null');
    await exchange.reply(withWhole(exchange.healthy, { ...saidIn(exchange.healthy), result: null }));
  },
});
