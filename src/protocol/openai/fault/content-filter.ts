import { type Completion, half, type ResponseObject, spoken, withItems, withText } from '../replies.ts';
import { defineSaying } from '../saying.ts';

export const contentFilter = defineSaying({
  name: 'content-filter',
  summary: 'stops in the middle of its answer: a filter did not like it',
  seen: 'Filters of providers strike harmless questions, too. The half that was let through is given to people as the whole.',
  leaves: 'tainted',
  unless: 'its healthy reply is no text, or is cut already',
  says: {
    'chat.completion': (whole: Completion) =>
      withText(whole, (text, { message }) => ({
        message: { ...message, content: half(text) },
        finish_reason: 'content_filter',
      })),
    response: (whole: ResponseObject) => {
      const cut = withItems(whole, 'message', (item) => ({ ...spoken(item, half), status: 'incomplete' }));
      return cut && { ...cut, status: 'incomplete', incomplete_details: { reason: 'content_filter' } };
    },
  },
});
