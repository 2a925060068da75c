import { defineFault } from '../fault.ts';
import { choice } from '../param.ts';

export const clientError = defineFault({
  name: 'client-error',
  summary: 'rejects the request for good: 400, 404, 413 or 422',
  seen: 'A model that was retired (404), a prompt that grew too long (400, 413), a field that became mandatory (422).',
  leaves: 'lost',
  permanent: true,
  params: { status: choice(400, 404, 413, 422) },
  async play({ status }, exchange) {
    await exchange.reply(exchange.error(status));
  },
});
