import { defineFault } from '../../../fault/fault.ts';
import type { Json } from '../message.ts';
import { resultIn, sayInstead } from '../said-instead.ts';

export const unstructuredResult = defineFault({
  name: 'unstructured-result',
  summary: 'answers with the text alone, although it declared an output schema',
  seen: 'A tool that declares its output and forgets it on one path. Clients that know the schema refuse the result.',
  // The text says the same.
  leaves: 'doubtful',
  unfit: (target) =>
    'structuredContent' in resultIn(target) ? undefined : 'its healthy reply has no structured content',
  async play(_, exchange) {
    await sayInstead(exchange, ({ result, ...message }) => {
      const { structuredContent: _, ...rest } = result as Json;
      return { result: rest, ...message };
    });
  },
});
