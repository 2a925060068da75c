import { Literal, valueMess } from '../mess.ts';
import { onNumber } from '../places.ts';

export const exponentNotation = valueMess({
  name: 'exponent-notation',
  summary: 'writes the same number with an exponent',
  seen: 'Fortran, R, and languages that shorten large floats.',
  instead: onNumber((value) => (Number.isFinite(value) ? [new Literal(value.toExponential())] : [])),
});
