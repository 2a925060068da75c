import { valueMess } from '../mess.ts';
import { onNumber } from '../places.ts';

export const numberAsString = valueMess({
  name: 'number-as-string',
  summary: 'puts a number in quotes',
  seen: 'Form fields, CSV imports, query parameters that were copied into a body.',
  instead: onNumber((value) => [String(value)]),
});
