import { type Embeddings, withNumbers } from '../replies.ts';
import { defineSaying } from '../saying.ts';

export const wrongDimension = defineSaying({
  name: 'wrong-dimension',
  summary: 'sends vectors of another size than it did before',
  seen: 'A model that was replaced behind the same name, `dimensions` that a gateway ignores. An index of the other size refuses them, or does not.',
  leaves: 'tainted',
  unless: 'its healthy reply has no vectors',
  says: {
    list: (whole: Embeddings) => ({
      ...whole,
      data: whole.data.map((one) => ({ ...one, embedding: withNumbers(one.embedding, (all) => [...all, ...all]) })),
    }),
  },
});
