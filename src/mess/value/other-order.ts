import { valueMess } from '../mess.ts';
import { onList } from '../places.ts';

export const otherOrder = valueMess({
  name: 'other-order',
  summary: 'sends the items in the opposite order',
  seen: 'Databases without `order by`, maps that were turned into lists.',
  instead: onList((value) => [[...value].reverse()]),
});
