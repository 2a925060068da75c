import { valueMess } from '../mess.ts';
import { saying } from '../saying.ts';

export const rightToLeftMark = valueMess({
  name: 'right-to-left-mark',
  summary: 'puts marks of right-to-left writing into a text',
  seen: 'Arabic and Hebrew texts, names of files that hide their ending.',
  instead: saying('\u200f', '\u202e'),
});
