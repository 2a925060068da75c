import { defineFault } from '../fault.ts';
import { choice } from '../param.ts';
import { bodiless, withHeader } from '../reply.ts';

export const wrongContentType = defineFault({
  name: 'wrong-content-type',
  summary: 'sends the healthy body under another content-type, or under none',
  seen: 'A proxy that rewrites headers, a static file server in between. Some SDKs then hand over the text instead of the value.',
  // A client that parses the body all the same is right, and so is one that does not trust it.
  leaves: 'doubtful',
  params: { type: choice('text/plain', 'text/html', null) },
  unfit: bodiless,
  async play({ type }, exchange) {
    await exchange.reply(withHeader(exchange.healthy, 'content-type', type ?? undefined));
  },
});
