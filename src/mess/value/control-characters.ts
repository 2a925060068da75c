import { valueMess } from '../mess.ts';
import { saying } from '../saying.ts';

export const controlCharacters = valueMess({
  name: 'control-characters',
  summary: 'puts control characters into a text',
  seen: 'Terminal output with colours, barcode scanners.',
  instead: saying('\u001b[31m', '\u0007'),
});
