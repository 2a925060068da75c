import { defineFault } from '../fault.ts';
import { choice } from '../param.ts';
import { withBody, withHeader } from '../reply.ts';

const texts = { 503: 'no healthy upstream', 500: 'Internal Server Error', 429: 'Too Many Requests' } as const;

export const plainTextError = defineFault({
  name: 'plain-text-error',
  summary: 'answers with an error in plain words: 503 `no healthy upstream`, 500, 429',
  seen: 'Service meshes and gateways, whatever the service behind them has promised. Code that parses an error body trips over it.',
  leaves: 'lost',
  recurs: ['every'],
  params: { status: choice(503, 500, 429) },
  async play({ status }, exchange) {
    const reply = withBody({ ...exchange.healthy, status }, `${texts[status]} ${exchange.marker}\n`);
    await exchange.reply(withHeader(reply, 'content-type', 'text/plain'));
  },
});
