import { type Completion, type ResponseObject, withFunction, withItems } from '../replies.ts';
import { defineSaying } from '../saying.ts';

export const emptyArguments = defineSaying({
  name: 'empty-arguments',
  summary: 'calls a tool with an empty text as its arguments',
  seen: 'Models that call a tool whose arguments are all optional. `JSON.parse("")` throws in the middle of the loop.',
  leaves: 'tainted',
  unless: 'its healthy reply calls no tool',
  says: {
    'chat.completion': (whole: Completion) => withFunction(whole, () => ({ arguments: '' })),
    response: (whole: ResponseObject) => withItems(whole, 'function_call', () => ({ arguments: '' })),
  },
});
