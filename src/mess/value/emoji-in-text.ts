import { valueMess } from '../mess.ts';
import { saying } from '../saying.ts';

export const emojiInText = valueMess({
  name: 'emoji-in-text',
  summary: 'puts emoji into a text',
  seen: 'Phones; the family is five characters, and looks like one.',
  instead: saying('👍', '👨‍👩‍👧'),
});
