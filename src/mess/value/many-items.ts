import { valueMess } from '../mess.ts';
import { onList } from '../places.ts';

export const manyItems = valueMess({
  name: 'many-items',
  summary: 'sends a thousand items',
  seen: 'An import that sends everything at once. Readers may limit the size of a body.',
  leeway: true,
  instead: onList((value) =>
    value.length > 0 ? [Array.from({ length: 1000 }, (_, i) => value[i % value.length])] : [],
  ),
});
