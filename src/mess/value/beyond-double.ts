import { Literal, valueMess } from '../mess.ts';
import { onNumber } from '../places.ts';

export const beyondDouble = valueMess({
  name: 'beyond-double',
  summary: 'sends a number beyond every float: 1e400',
  seen: 'Results of a division by almost nothing, printed by a library of big numbers.',
  leeway: true,
  instead: onNumber(() => [new Literal('1e400')]),
});
