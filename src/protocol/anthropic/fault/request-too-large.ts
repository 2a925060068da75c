import { defineFault } from '../../../fault/fault.ts';
import { withHeader } from '../../../fault/reply.ts';

export const requestTooLarge = defineFault({
  name: 'request-too-large',
  summary: 'answers 413 `request_too_large`, without the id of a request',
  seen: 'Conversations with images that grew beyond 32 MB: the CDN refuses them before the API sees them.',
  leaves: 'lost',
  permanent: true,
  async play(_, exchange) {
    await exchange.reply(withHeader(exchange.error(413), 'request-id', undefined));
  },
});
