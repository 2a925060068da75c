import { defineFault } from '../fault.ts';
import { choice } from '../param.ts';
import { withHeader } from '../reply.ts';

export const unavailableForNow = defineFault({
  name: 'unavailable-for-now',
  summary: 'answers 503 and says with Retry-After when to come back',
  seen: 'Maintenance windows and load shedding.',
  leaves: 'lost',
  params: { seconds: choice('1', '3600') },
  async play({ seconds }, exchange) {
    await exchange.reply(withHeader(exchange.error(503), 'retry-after', seconds));
  },
});
