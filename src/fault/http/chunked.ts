import { chunksOf, inChunks, lastChunk } from '../chunks.ts';
import { defineFault } from '../fault.ts';
import { choice } from '../param.ts';
import { bodiless, renderFramedHead } from '../reply.ts';
import { noParser } from '../without-socket.ts';

export const chunked = defineFault({
  name: 'chunked',
  summary: 'sends the healthy body in chunks instead of with its length: tiny ones, with extensions, with a trailer',
  seen: 'Most frameworks, as soon as a body is written in more than one piece; gateways that add trailers.',
  leaves: 'intact',
  needsSocket: ({ as }) => (as === 'chunks' || as === 'tiny chunks' ? undefined : noParser),
  recurs: ['every'],
  params: { as: choice('chunks', 'tiny chunks', 'chunks with extensions', 'chunks and a trailer') },
  unfit: bodiless,
  async play({ as }, exchange) {
    const { body } = exchange.healthy;
    // Beyond some hundred chunks more of them only cost time.
    const size = as === 'tiny chunks' ? Math.max(7, Math.ceil(body.length / 500)) : Math.ceil(body.length / 3);
    await exchange.send(renderFramedHead(exchange.healthy, inChunks));
    await exchange.send(Buffer.concat(chunksOf(body, size, as === 'chunks with extensions' ? ';sent=now' : '')));
    await exchange.send(lastChunk(as === 'chunks and a trailer' ? 'x-checked: yes\r\n' : ''));
    exchange.end();
  },
});
