import type { Node } from '../../schema/merge.ts';
import { valueMess } from '../mess.ts';
import { onNumber } from '../places.ts';

const lowest = (node: Node) => [node.minimum, node.exclusiveMinimum].filter((n) => typeof n === 'number');

export const belowRange = valueMess({
  name: 'below-range',
  summary: 'sends a number below the lowest that is allowed',
  seen: 'A counter that starts at zero, -1 for "none".',
  instead: onNumber((_, { node }) =>
    lowest(node)
      .map((least) => least - 1)
      .slice(0, 1),
  ),
});
