import { valueMess } from '../mess.ts';
import { onText } from '../places.ts';

export const tooShortText = valueMess({
  name: 'too-short-text',
  summary: 'sends one character less than allowed',
  seen: 'Search as you type, initials.',
  instead: onText((value, { node: { minLength: least } }) =>
    typeof least === 'number' && least > 1 ? [[...value].slice(0, least - 1).join('')] : [],
  ),
});
