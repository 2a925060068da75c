import { type Completion, type ResponseObject, spoken, withItems, withText } from '../replies.ts';
import { defineSaying } from '../saying.ts';

export const emptyContent = defineSaying({
  name: 'empty-content',
  summary: 'answers with an empty text, and says that all is well',
  seen: 'Models that stop at once, on a prompt that ends oddly. An empty answer passes for one everywhere.',
  leaves: 'tainted',
  unless: 'its healthy reply is no text',
  says: {
    'chat.completion': (whole: Completion) =>
      withText(whole, (_, { message }) => ({ message: { ...message, content: '' } })),
    response: (whole: ResponseObject) => withItems(whole, 'message', (item) => spoken(item, () => '')),
  },
});
