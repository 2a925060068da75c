import { defineFault } from '../fault.ts';
import { choice } from '../param.ts';
import { bodiless, withHeader } from '../reply.ts';

export const falseEncoding = defineFault({
  name: 'false-encoding',
  summary: 'names a content-encoding that its body does not have, or that nobody knows',
  seen: '`utf-8` and `aws-chunked` from object stores; a proxy that unpacks a body and leaves the header.',
  // The plain body is there for whoever ignores the header.
  leaves: 'doubtful',
  recurs: ['every'],
  params: { coding: choice('utf-8', 'aws-chunked', 'gzip', 'br') },
  unfit: bodiless,
  async play({ coding }, exchange) {
    await exchange.reply(withHeader(exchange.healthy, 'content-encoding', coding));
  },
});
