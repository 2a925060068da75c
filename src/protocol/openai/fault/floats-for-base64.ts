import type { Embeddings } from '../replies.ts';
import { defineSaying } from '../saying.ts';
import { fromBase64 } from '../vector.ts';

export const floatsForBase64 = defineSaying({
  name: 'floats-for-base64',
  summary: 'sends its vectors as lists of numbers where base64 was asked for',
  seen: 'Imitations of the API that do not know `encoding_format`, which the official client sends unasked. Some of its versions make zeros of a list, without a word.',
  // The numbers are there for whoever looks; a size that is not the right one gives the mistake away.
  leaves: 'doubtful',
  unless: 'base64 was not asked for',
  says: {
    list: (whole: Embeddings) =>
      typeof whole.data[0]?.embedding === 'string'
        ? { ...whole, data: whole.data.map((one) => ({ ...one, embedding: fromBase64(one.embedding as string) })) }
        : undefined,
  },
});
