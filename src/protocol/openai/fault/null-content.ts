import { type Completion, withText } from '../replies.ts';
import { defineSaying } from '../saying.ts';

export const nullContent = defineSaying({
  name: 'null-content',
  summary: 'answers with `content: null`, and says that all is well',
  seen: 'Models that used all of their tokens for reasoning; imitations of the API that have nothing to say.',
  leaves: 'tainted',
  unless: 'its healthy reply is no text in a completion',
  says: {
    'chat.completion': (whole: Completion) =>
      withText(whole, (_, { message }) => ({ message: { ...message, content: null } })),
  },
});
