import { valueMess } from '../mess.ts';
import { onText } from '../places.ts';

export const otherDigits = valueMess({
  name: 'other-digits',
  summary: 'writes the digits of a text in another script',
  seen: 'Arabic and Hindi keyboards; in Python and .NET `\\d` is any of them.',
  instead: onText((value) => [value.replaceAll(/\d/g, (digit) => String.fromCodePoint(0x660 + Number(digit)))]),
});
