import { cut } from '../cut.ts';
import { defineFault } from '../fault.ts';
import { choice, percent } from '../param.ts';
import { renderHead, uncontained } from '../reply.ts';

export const cutBody = defineFault({
  name: 'cut-body',
  summary: 'ends the body before it is complete, with or without a length that gives it away',
  seen: 'A proxy with a response limit, a worker killed while writing. Without a true length HTTP itself calls it a success.',
  leaves: 'lost',
  commits: true,
  params: { after: percent(99, 50, 1), length: choice('full', 'cut', 'none') },
  // Only of an object or a list is every cut certain to be damage: a cut text or number is another one.
  unfit: uncontained,
  async play({ after, length }, exchange) {
    const { body } = exchange.healthy;
    const part = cut(exchange.healthy, after);
    const framing = length === 'none' ? 'until close' : 'length';
    exchange.note(
      `${part.length} of ${body.length} bytes, ${length === 'none' ? 'without a length' : `content-length ${length === 'full' ? body.length : part.length}`}`,
    );
    await exchange.send(renderHead(exchange.healthy, framing, length === 'full' ? body.length : part.length));
    if (part.length > 0) await exchange.send(part);
    if (length === 'cut') exchange.end();
    else await exchange.close();
  },
});
