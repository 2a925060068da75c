import { valueMess } from '../mess.ts';
import { onText } from '../places.ts';

export const tooLongText = valueMess({
  name: 'too-long-text',
  summary: 'sends one character more than allowed',
  seen: 'A limit that the form counts in another unit than the service.',
  instead: onText((value, { node: { maxLength: most } }) =>
    typeof most === 'number' && most < 100_000 ? [[...value, ...'x'.repeat(most + 1)].slice(0, most + 1).join('')] : [],
  ),
});
