import { valueMess } from '../mess.ts';
import { onNumber } from '../places.ts';

export const numberAsBoolean = valueMess({
  name: 'number-as-boolean',
  summary: 'sends a boolean for a number',
  seen: 'A counter that became a flag in a newer version of the caller.',
  instead: onNumber((value) => [value !== 0]),
});
