import { valueMess } from '../mess.ts';
import { onNumber } from '../places.ts';

export const decimalComma = valueMess({
  name: 'decimal-comma',
  summary: 'writes a number as text with a decimal comma',
  seen: 'Most of Europe and South America.',
  instead: onNumber((value) => [(Number.isInteger(value) ? `${value}.00` : String(value)).replace('.', ',')]),
});
