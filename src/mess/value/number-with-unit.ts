import { valueMess } from '../mess.ts';
import { onNumber } from '../places.ts';

export const numberWithUnit = valueMess({
  name: 'number-with-unit',
  summary: 'writes a number as text with its unit',
  seen: 'Sensors, product catalogues, people.',
  instead: onNumber((value) => [`${value} kg`, `${value}ms`]),
});
