import { valueMess } from '../mess.ts';
import { onText } from '../places.ts';

export const loneSurrogate = valueMess({
  name: 'lone-surrogate',
  summary: 'sends half of a character outside the basic plane',
  seen: 'Text cut in the middle of an emoji. Readers differ: some replace it, some refuse it.',
  leeway: true,
  instead: onText((value) => [`${value}\ud83d`]),
});
