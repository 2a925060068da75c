import { type Completion, isJson, type ResponseObject, spoken, withItems, withText } from '../replies.ts';
import { defineSaying } from '../saying.ts';

export const chattyJson = defineSaying({
  name: 'chatty-json',
  summary: 'says something kind before and behind its JSON',
  seen: 'Models that were trained to be helpful. The first brace is not the first letter.',
  // Taking it out of them is right, and so is calling it broken.
  leaves: 'doubtful',
  unless: 'its healthy reply is no JSON',
  says: {
    'chat.completion': (whole: Completion) =>
      withText(whole, (text, { message }) =>
        isJson(text)
          ? {
              message: {
                ...message,
                content: `Sure! Here is the JSON you asked for:\n\n${text}\n\nLet me know if you need anything else.`,
              },
            }
          : {},
      ),
    response: (whole: ResponseObject) =>
      withItems(whole, 'message', (item) =>
        spoken(item, (text) =>
          isJson(text)
            ? `Sure! Here is the JSON you asked for:\n\n${text}\n\nLet me know if you need anything else.`
            : text,
        ),
      ),
  },
});
