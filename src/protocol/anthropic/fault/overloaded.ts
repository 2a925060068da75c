import { defineFault } from '../../../fault/fault.ts';
import { withHeader } from '../../../fault/reply.ts';

export const overloaded = defineFault({
  name: 'overloaded',
  summary: 'answers 529 `overloaded_error`, and says that a retry may help',
  seen: 'At hours when everybody asks. The status is in no standard, and tables of what may be retried lack it.',
  leaves: 'lost',
  async play(_, exchange) {
    await exchange.reply(withHeader(exchange.error(529), 'x-should-retry', 'true'));
  },
});
