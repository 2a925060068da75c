import { defineFault } from '../fault.ts';
import { choice } from '../param.ts';

export const tryAgain = defineFault({
  name: 'try-again',
  summary: 'answers 408, 409 or 425: not now, perhaps later',
  seen: 'A gateway that waited too long for the request (408), a lock that somebody else holds (409), a request that came with the handshake (425).',
  leaves: 'lost',
  params: { status: choice(409, 408, 425) },
  async play({ status }, exchange) {
    await exchange.reply(exchange.error(status));
  },
});
