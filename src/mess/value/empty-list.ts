import { valueMess } from '../mess.ts';
import { onList } from '../places.ts';

export const emptyList = valueMess({
  name: 'empty-list',
  summary: 'sends a list without items',
  seen: 'A filter that matched nothing, a basket that was emptied.',
  instead: onList((value) => (value.length > 0 ? [[]] : [])),
});
