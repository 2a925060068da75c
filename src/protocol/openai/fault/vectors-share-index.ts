import type { Embeddings } from '../replies.ts';
import { defineSaying } from '../saying.ts';

export const vectorsShareIndex = defineSaying({
  name: 'vectors-share-index',
  summary: 'gives two of its vectors the same index',
  seen: 'Servers that work on a batch in parts and count anew in each.',
  // They are in order: whoever goes by that has the right ones, and whoever looks at the index refuses them.
  leaves: 'doubtful',
  unless: 'its healthy reply has fewer than two vectors',
  says: {
    list: (whole: Embeddings) =>
      whole.data.length < 2 ? undefined : { ...whole, data: whole.data.map((one) => ({ ...one, index: 0 })) },
  },
});
