import { Literal, valueMess } from '../mess.ts';
import { onNumber } from '../places.ts';

export const negativeZero = valueMess({
  name: 'negative-zero',
  summary: 'sends minus zero',
  seen: 'Floats that were rounded, a negative share of nothing.',
  instead: onNumber(() => [new Literal('-0')]),
});
