import type { Embeddings } from '../replies.ts';
import { defineSaying } from '../saying.ts';

export const fewerVectors = defineSaying({
  name: 'fewer-vectors',
  summary: 'sends fewer vectors than there were texts',
  seen: 'Servers that drop what is empty or too long. Whoever pairs by place gives texts the vectors of their neighbours.',
  leaves: 'tainted',
  unless: 'its healthy reply has no vectors',
  says: {
    list: (whole: Embeddings) => ({ ...whole, data: whole.data.slice(0, -1) }),
  },
});
