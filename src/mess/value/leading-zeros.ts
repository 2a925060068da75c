import { Literal, valueMess } from '../mess.ts';
import { onNumber } from '../places.ts';

export const leadingZeros = valueMess({
  name: 'leading-zeros',
  summary: 'writes a number with leading zeros',
  seen: 'Fixed-width exports, templates that put digits where they belong.',
  instead: onNumber((value) => (/^\d+$/.test(String(value)) ? [new Literal(`00${value}`)] : [])),
});
