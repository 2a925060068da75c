import { valueMess } from '../mess.ts';
import { onBoolean } from '../places.ts';

export const booleanAsNumber = valueMess({
  name: 'boolean-as-number',
  summary: 'sends 1 or 0 for a boolean',
  seen: 'MySQL drivers, PHP, C structs.',
  instead: onBoolean((value) => [Number(value)]),
});
