import type { ResponseObject } from '../replies.ts';
import { defineSaying } from '../saying.ts';

export const reasoningOnly = defineSaying({
  name: 'reasoning-only',
  summary: 'completes a response that has reasoning in it and no message',
  seen: 'Reasoning models whose thoughts used up the tokens. The helper of the SDK gives an empty text as the answer.',
  leaves: 'tainted',
  unless: 'its healthy reply is no response of the Responses API',
  says: {
    response: (whole: ResponseObject) => ({
      ...whole,
      output: [{ id: 'rs_only', type: 'reasoning', summary: [] }],
    }),
  },
});
