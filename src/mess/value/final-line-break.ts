import { valueMess } from '../mess.ts';
import { onText } from '../places.ts';

export const finalLineBreak = valueMess({
  name: 'final-line-break',
  summary: 'ends a text with a line break',
  seen: 'Lines that were read from a file or a command with their end; in many languages `$` matches before it.',
  instead: onText((value) => [`${value}\n`]),
});
