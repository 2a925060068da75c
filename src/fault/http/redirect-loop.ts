import { defineFault } from '../fault.ts';
import { intoTheLoop } from '../loop.ts';
import { choice } from '../param.ts';

export const redirectLoop = defineFault({
  name: 'redirect-loop',
  summary: 'redirects to a place that redirects to itself',
  seen: 'Two rules that each know better: with and without a slash, http and https, a sign-in that is sent to sign in.',
  leaves: 'lost',
  recurs: ['every'],
  params: { status: choice(307, 302) },
  async play({ status }, exchange) {
    await exchange.reply(intoTheLoop(exchange.healthy, status));
  },
});
