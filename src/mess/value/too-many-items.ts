import { valueMess } from '../mess.ts';
import { onList } from '../places.ts';

export const tooManyItems = valueMess({
  name: 'too-many-items',
  summary: 'sends one item more than allowed',
  seen: 'A batch size that was configured elsewhere.',
  instead: onList((value, { node: { maxItems: most } }) =>
    typeof most === 'number' && most < 10_000 && value.length > 0
      ? [Array.from({ length: most + 1 }, (_, i) => value[i % value.length])]
      : [],
  ),
});
