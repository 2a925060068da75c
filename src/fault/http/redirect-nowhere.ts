import { defineFault } from '../fault.ts';
import { choice } from '../param.ts';
import { withBody, withHeader } from '../reply.ts';

// Nothing listens there, on any machine.
const nowhere = 'http://127.0.0.1:2/moved';

export const redirectNowhere = defineFault({
  name: 'redirect-nowhere',
  summary: 'redirects to a place that does not answer',
  seen: 'A service that moved, an address of the inside that a gateway lets out. Many clients follow, and send a POST on as a GET.',
  leaves: 'lost',
  recurs: ['every'],
  params: { status: choice(307, 302) },
  async play({ status }, exchange) {
    await exchange.reply(withHeader(withBody({ ...exchange.healthy, status }, ''), 'location', nowhere));
  },
});
