import { valueMess } from '../mess.ts';
import { onText } from '../places.ts';

export const fullwidthText = valueMess({
  name: 'fullwidth-text',
  summary: 'writes letters and digits in full width',
  seen: 'Japanese and Chinese keyboards.',
  instead: onText((value) => [value.replaceAll(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))]),
});
