import { valueMess } from '../mess.ts';
import { onText } from '../places.ts';

export const textAsNumber = valueMess({
  name: 'text-as-number',
  summary: 'sends a number where a text belongs',
  seen: 'Order numbers and zip codes in a language that guesses types, a spreadsheet export.',
  instead: onText((value) => [/^[1-9]\d{0,14}$/.test(value) ? Number(value) : 42]),
});
