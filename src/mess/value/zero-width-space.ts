import { valueMess } from '../mess.ts';
import { saying } from '../saying.ts';

export const zeroWidthSpace = valueMess({
  name: 'zero-width-space',
  summary: 'puts an invisible character into a text',
  seen: 'Copied from web pages and chats, where it allows a line to break.',
  instead: saying('\u200b'),
});
