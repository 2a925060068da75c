import { valueMess } from '../mess.ts';
import { onNumber } from '../places.ts';

export const currencySign = valueMess({
  name: 'currency-sign',
  summary: 'writes a number as text with a currency',
  seen: 'Prices that were scraped, or copied from a page.',
  instead: onNumber((value) => [`€ ${value}`, `$${value}`]),
});
