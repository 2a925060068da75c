import { defineFault } from '../fault.ts';
import { choice } from '../param.ts';

export const unauthorized = defineFault({
  name: 'unauthorized',
  summary: 'rejects the credentials: 401 or 403',
  seen: 'A key that was rotated or revoked, a project without access to a model.',
  leaves: 'lost',
  permanent: true,
  params: { status: choice(401, 403) },
  async play({ status }, exchange) {
    await exchange.reply(exchange.error(status));
  },
});
