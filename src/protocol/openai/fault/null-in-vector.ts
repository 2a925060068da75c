import type { Embeddings } from '../replies.ts';
import { defineSaying } from '../saying.ts';

export const nullInVector = defineSaying({
  name: 'null-in-vector',
  summary: 'sends null in place of a number of a vector',
  seen: 'NaN in a language whose JSON has no word for it. Arithmetic makes zero of it, and the vector points elsewhere.',
  leaves: 'tainted',
  unless: 'its healthy reply has no vectors in plain numbers',
  says: {
    list: (whole: Embeddings) =>
      Array.isArray(whole.data[0]?.embedding)
        ? { ...whole, data: whole.data.map((one) => ({ ...one, embedding: [null, ...one.embedding.slice(1)] })) }
        : undefined,
  },
});
