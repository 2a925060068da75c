import { defineFault } from '../fault.ts';
import { withHeader } from '../reply.ts';

export const neverRetry = defineFault({
  name: 'never-retry',
  summary: 'answers 500 with `x-should-retry: false`',
  seen: 'Model APIs send it where they know that a second attempt fails as well; it overrules the status.',
  leaves: 'lost',
  permanent: true,
  async play(_, exchange) {
    await exchange.reply(withHeader(exchange.error(500), 'x-should-retry', 'false'));
  },
});
