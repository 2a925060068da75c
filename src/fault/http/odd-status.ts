import { defineFault } from '../fault.ts';
import { choice } from '../param.ts';

export const oddStatus = defineFault({
  name: 'odd-status',
  summary: 'answers with a status that code seldom thinks of: 304 to nobody’s question, 418, 999',
  seen: 'A cache with wrong keys (304), walls against robots (418, 999).',
  leaves: 'lost',
  needsSocket: ({ status }) => (status > 599 ? `a reply cannot have the status ${status}` : undefined),
  recurs: ['every'],
  params: { status: choice(418, 304, 999) },
  async play({ status }, exchange) {
    await exchange.reply(exchange.error(status));
  },
});
