import { type Completion, withText } from '../replies.ts';
import { defineSaying } from '../saying.ts';

export const contentParts = defineSaying({
  name: 'content-parts',
  summary: 'answers with its text as a list of parts',
  seen: 'Imitations of the API whose models think aloud, and newer versions of it elsewhere. A list in a template becomes `[object Object]`.',
  // Whoever reads the parts has the healthy reply; the official API promises a text.
  leaves: 'doubtful',
  unless: 'its healthy reply is no text in a completion',
  says: {
    'chat.completion': (whole: Completion) =>
      withText(whole, (text, { message }) => ({
        message: { ...message, content: [{ type: 'text', text }] as never },
      })),
  },
});
