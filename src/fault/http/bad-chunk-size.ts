import { chunk, inChunks, lastChunk } from '../chunks.ts';
import { cut } from '../cut.ts';
import { defineFault } from '../fault.ts';
import { choice } from '../param.ts';
import { renderFramedHead, uncontained } from '../reply.ts';
import { noParser } from '../without-socket.ts';

export const badChunkSize = defineFault({
  name: 'bad-chunk-size',
  summary: 'sends the second half of its body under a chunk size that is none',
  seen: 'Home-made servers, proxies that mix two replies on one connection.',
  leaves: 'lost',
  needsSocket: noParser,
  commits: true,
  recurs: ['every'],
  params: { size: choice('zz', '-1', 'ffffffffffffffffff') },
  unfit: uncontained,
  async play({ size }, exchange) {
    const { body } = exchange.healthy;
    const half = cut(exchange.healthy, 50);
    const rest = Buffer.concat([Buffer.from(`${size}\r\n`), body.subarray(half.length), Buffer.from('\r\n')]);
    await exchange.send(renderFramedHead(exchange.healthy, inChunks));
    await exchange.send(Buffer.concat([...(half.length > 0 ? [chunk(half)] : []), rest, lastChunk()]));
    await exchange.close();
  },
});
