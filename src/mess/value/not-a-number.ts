import { Literal, valueMess } from '../mess.ts';
import { onNumber } from '../places.ts';

export const notANumber = valueMess({
  name: 'not-a-number',
  summary: 'sends the literal NaN',
  seen: 'Python and its numeric libraries, which write what JSON does not know.',
  instead: onNumber(() => [new Literal('NaN')]),
});
