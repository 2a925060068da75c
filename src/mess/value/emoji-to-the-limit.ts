import { valueMess } from '../mess.ts';
import { onText } from '../places.ts';

export const emojiToTheLimit = valueMess({
  name: 'emoji-to-the-limit',
  summary: 'fills a text with emoji to exactly its longest length',
  seen: 'Chat messages; JSON Schema counts characters, and many languages count bytes or halves of them.',
  instead: onText((_, { node: { maxLength: most } }) =>
    typeof most === 'number' && most > 0 && most < 10_000 ? ['😀'.repeat(most)] : [],
  ),
});
