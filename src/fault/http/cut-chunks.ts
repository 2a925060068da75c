import { chunk, inChunks, lastChunk } from '../chunks.ts';
import { cut } from '../cut.ts';
import { defineFault } from '../fault.ts';
import { choice, percent } from '../param.ts';
import { renderFramedHead, uncontained } from '../reply.ts';

export const cutChunks = defineFault({
  name: 'cut-chunks',
  summary: 'ends a body that is sent in chunks too early: without its last chunk, or as if it were whole',
  seen: 'A proxy that loses its backend and ends the reply in order: HTTP calls half a body a success.',
  leaves: 'lost',
  commits: true,
  recurs: ['every'],
  params: { after: percent(99, 50), ends: choice('closed', 'reset', 'in order') },
  unfit: uncontained,
  async play({ after, ends }, exchange) {
    const part = cut(exchange.healthy, after);
    await exchange.send(renderFramedHead(exchange.healthy, inChunks));
    if (part.length > 0) await exchange.send(chunk(part));
    if (ends === 'closed') return exchange.close();
    if (ends === 'reset') return exchange.reset();
    await exchange.send(lastChunk());
    exchange.end();
  },
});
