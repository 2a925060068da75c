import { type Completion, half, type ResponseObject, spoken, withItems, withText } from '../replies.ts';
import { defineSaying } from '../saying.ts';

export const cutAtLength = defineSaying({
  name: 'cut-at-length',
  summary: 'stops in the middle of its answer and says that it ran into a limit of tokens: `length`, `incomplete`',
  seen: 'A limit that was set for shorter answers, reasoning that used it up. The text looks like an answer, and so do half the arguments of a tool.',
  leaves: 'tainted',
  unless: 'its healthy reply is no text, or is cut already',
  says: {
    'chat.completion': (whole: Completion) =>
      withText(whole, (text, { message }) => ({
        message: { ...message, content: half(text) },
        finish_reason: 'length',
      })),
    response: (whole: ResponseObject) => {
      const cut = withItems(whole, 'message', (item) => ({ ...spoken(item, half), status: 'incomplete' }));
      return cut && { ...cut, status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } };
    },
  },
});
