import { defineFault } from '../../../fault/fault.ts';
import { withHeader } from '../../../fault/reply.ts';

export const retryAnyway = defineFault({
  name: 'retry-anyway',
  summary: 'answers 400 with `x-should-retry: true`',
  seen: 'The API sends it where it knows better than the status. The official clients obey, most others give up; both are right.',
  leaves: 'lost',
  recurs: ['every'],
  async play(_, exchange) {
    await exchange.reply(withHeader(exchange.error(400), 'x-should-retry', 'true'));
  },
});
