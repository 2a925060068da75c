import type { Node } from '../../schema/merge.ts';
import { valueMess } from '../mess.ts';
import { onNumber } from '../places.ts';

const highest = (node: Node) => [node.maximum, node.exclusiveMaximum].filter((n) => typeof n === 'number');

export const aboveRange = valueMess({
  name: 'above-range',
  summary: 'sends a number above the highest that is allowed',
  seen: 'A limit that only the form of the newest app knows.',
  instead: onNumber((_, { node }) =>
    highest(node)
      .map((most) => most + 1)
      .slice(0, 1),
  ),
});
