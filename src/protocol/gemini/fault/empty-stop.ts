import { defineFault } from '../../../fault/fault.ts';
import { choice } from '../../../fault/param.ts';
import { undeclared } from '../../../fault/reply.ts';
import { endWith } from '../end-with.ts';

const contents = { 'without parts': { role: 'model' }, 'no parts': { parts: [], role: 'model' } } as const;

export const emptyStop = defineFault({
  name: 'empty-stop',
  summary: 'answers 200 with a candidate that has no parts and `finishReason: STOP`',
  seen: 'Behind calls of functions above all: the model says that it is done, and has said nothing.',
  leaves: 'tainted',
  params: { content: choice('without parts', 'no parts') },
  unfit: undeclared,
  async play({ content }, exchange) {
    await endWith(exchange, { content: contents[content], finishReason: 'STOP' });
  },
});
