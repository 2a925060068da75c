import { valueMess } from '../mess.ts';
import { onList } from '../places.ts';

export const nullItem = valueMess({
  name: 'null-item',
  summary: 'puts null between the items',
  seen: 'Sparse arrays, outer joins, a lookup that found nothing.',
  instead: onList((value) => (value.length > 0 ? [[...value, null]] : [])),
});
