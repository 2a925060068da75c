import { valueMess } from '../mess.ts';
import { saying } from '../saying.ts';

export const htmlInText = valueMess({
  name: 'html-in-text',
  summary: 'puts a script into a text',
  seen: 'Attempts at cross-site scripting; texts of rich editors.',
  instead: saying('<script>alert(1)</script>', '<b>bold</b>'),
});
