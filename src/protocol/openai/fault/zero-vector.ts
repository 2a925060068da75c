import { type Embeddings, withNumbers } from '../replies.ts';
import { defineSaying } from '../saying.ts';

export const zeroVector = defineSaying({
  name: 'zero-vector',
  summary: 'sends vectors of zeros',
  seen: 'A server that is warm before its model is. No angle to a vector of zeros is a number.',
  leaves: 'tainted',
  unless: 'its healthy reply has no vectors',
  says: {
    list: (whole: Embeddings) => ({
      ...whole,
      data: whole.data.map((one) => ({ ...one, embedding: withNumbers(one.embedding, (all) => all.map(() => 0)) })),
    }),
  },
});
