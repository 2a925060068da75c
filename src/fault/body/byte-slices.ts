import { defineFault } from '../fault.ts';
import { render } from '../reply.ts';

export const byteSlices = defineFault({
  name: 'byte-slices',
  summary: 'sends the healthy reply in slices of one byte',
  seen: 'TCP promises no boundaries: slow links, TLS records and proxies cut anywhere, also inside of a character.',
  leaves: 'intact',
  async play(_, exchange) {
    const bytes = render(exchange.healthy);
    // Beyond some kilobytes single bytes only cost time; the rest goes out whole.
    const single = Math.min(bytes.length, 4096);
    for (let i = 0; i < single; i++) await exchange.send(bytes.subarray(i, i + 1));
    if (single < bytes.length) await exchange.send(bytes.subarray(single));
    exchange.end();
  },
});
