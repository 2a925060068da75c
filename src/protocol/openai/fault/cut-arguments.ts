import { type Completion, half, type ResponseObject, withFunction, withItems } from '../replies.ts';
import { defineSaying } from '../saying.ts';

export const cutArguments = defineSaying({
  name: 'cut-arguments',
  summary: 'calls a tool with the first half of its arguments, and says that it meant to',
  seen: 'Limits of tokens, and streams that a gateway ends politely. Whoever repairs such JSON runs another command than the one that was meant.',
  leaves: 'tainted',
  unless: 'its healthy reply calls no tool',
  says: {
    'chat.completion': (whole: Completion) => withFunction(whole, ({ arguments: text }) => ({ arguments: half(text) })),
    response: (whole: ResponseObject) =>
      withItems(whole, 'function_call', ({ arguments: text }) => ({ arguments: half(text!) })),
  },
});
