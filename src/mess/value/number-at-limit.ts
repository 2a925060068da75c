import type { Node } from '../../schema/merge.ts';
import { valueMess } from '../mess.ts';
import { onNumber } from '../places.ts';

const limits = ({ maximum, exclusiveMaximum, minimum, exclusiveMinimum }: Node) =>
  [maximum ?? exclusiveMaximum, minimum ?? exclusiveMinimum].filter((n) => typeof n === 'number');

export const numberAtLimit = valueMess({
  name: 'number-at-limit',
  summary: 'sends just the highest or the lowest number of the range',
  seen: 'Sliders at their end, full scores; `<` where `<=` was meant.',
  instead: onNumber((_, { node }) => limits(node)),
});
