import { type Completion, type ResponseObject, withFunction, withItems } from '../replies.ts';
import { defineSaying } from '../saying.ts';

/** With a quote at its start in any case, so that it is no JSON even where it has no texts. */
const pythonic = (json: string): string => `'${json.replaceAll('"', "'")}'`;

export const unparsableArguments = defineSaying({
  name: 'unparsable-arguments',
  summary: 'calls a tool with arguments that are no JSON: single quotes, as Python prints them',
  seen: 'Small models, and templates that put calls together from text.',
  leaves: 'tainted',
  unless: 'its healthy reply calls no tool',
  says: {
    'chat.completion': (whole: Completion) =>
      withFunction(whole, ({ arguments: text }) => ({ arguments: pythonic(text) })),
    response: (whole: ResponseObject) =>
      withItems(whole, 'function_call', ({ arguments: text }) => ({ arguments: pythonic(text!) })),
  },
});
