import { defineFault } from '../../../fault/fault.ts';
import { withBody } from '../../../fault/reply.ts';

export const acceptedRequest = defineFault({
  name: 'accepted-request',
  summary: 'answers 202 without a body to a request, as if nobody waited for a reply',
  seen: 'A proxy or a server that takes each message for a notification. Clients wait until their time is over.',
  leaves: 'lost',
  async play(_, exchange) {
    await exchange.reply({ ...withBody(exchange.healthy, ''), status: 202, headers: [] });
  },
});
