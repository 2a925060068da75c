import { type Completion, type ResponseObject, withFunction, withItems } from '../replies.ts';
import { defineSaying } from '../saying.ts';

export const unknownTool = defineSaying({
  name: 'unknown-tool',
  summary: 'calls a tool that nobody offered',
  seen: 'Models invent tools, and remember those of other conversations.',
  leaves: 'tainted',
  unless: 'its healthy reply calls no tool',
  says: {
    'chat.completion': (whole: Completion) => withFunction(whole, () => ({ name: 'search_the_web' })),
    response: (whole: ResponseObject) => withItems(whole, 'function_call', () => ({ name: 'search_the_web' })),
  },
});
