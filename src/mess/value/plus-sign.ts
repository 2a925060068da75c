import { Literal, valueMess } from '../mess.ts';
import { onNumber } from '../places.ts';

export const plusSign = valueMess({
  name: 'plus-sign',
  summary: 'writes a number with a plus sign',
  seen: 'Differences formatted for a screen, put into a template.',
  instead: onNumber((value) => (value >= 0 && !Object.is(value, -0) ? [new Literal(`+${value}`)] : [])),
});
