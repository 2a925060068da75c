import type { Embeddings } from '../replies.ts';
import { defineSaying } from '../saying.ts';

export const reorderedVectors = defineSaying({
  name: 'reordered-vectors',
  summary: 'sends its vectors in another order; `index` tells to which text each belongs',
  seen: 'Servers that work on a batch in parallel. Most clients ignore `index`.',
  // It can be read right. That somebody reads it wrong shows only where a later call has to carry the right vector.
  leaves: 'intact',
  unless: 'its healthy reply has fewer than two vectors',
  says: {
    list: (whole: Embeddings) => (whole.data.length < 2 ? undefined : { ...whole, data: [...whole.data].reverse() }),
  },
});
