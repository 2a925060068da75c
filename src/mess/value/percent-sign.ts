import { valueMess } from '../mess.ts';
import { onNumber } from '../places.ts';

export const percentSign = valueMess({
  name: 'percent-sign',
  summary: 'writes a number as text with a percent sign',
  seen: 'Reports that were exported for people to read.',
  instead: onNumber((value) => [`${value}%`]),
});
