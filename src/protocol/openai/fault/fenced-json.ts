import { type Completion, isJson, type ResponseObject, spoken, withItems, withText } from '../replies.ts';
import { defineSaying } from '../saying.ts';

export const fencedJson = defineSaying({
  name: 'fenced-json',
  summary: 'puts its JSON between the fences of Markdown',
  seen: 'Models that are asked for JSON in words, and servers that know the option for it and ignore it.',
  // Taking it out of them is right, and so is calling it broken.
  leaves: 'doubtful',
  unless: 'its healthy reply is no JSON',
  says: {
    'chat.completion': (whole: Completion) =>
      withText(whole, (text, { message }) =>
        isJson(text) ? { message: { ...message, content: `\`\`\`json\n${text}\n\`\`\`` } } : {},
      ),
    response: (whole: ResponseObject) =>
      withItems(whole, 'message', (item) =>
        spoken(item, (text) => (isJson(text) ? `\`\`\`json\n${text}\n\`\`\`` : text)),
      ),
  },
});
