import type { Completion, Embeddings, ResponseObject } from '../replies.ts';
import { defineSaying } from '../saying.ts';

export const missingUsage = defineSaying({
  name: 'missing-usage',
  summary: 'leaves out how many tokens were used',
  seen: 'Imitations of the API, and its own streams unless they are asked. Accounting must not take the answer down.',
  leaves: 'intact',
  unless: 'its healthy reply tells no usage',
  says: {
    'chat.completion': ({ usage, ...whole }: Completion) => (usage === undefined ? undefined : whole),
    response: ({ usage: _, ...whole }: ResponseObject & { usage?: unknown }) => whole,
    list: ({ usage: _, ...whole }: Embeddings & { usage?: unknown }) => whole,
  },
});
