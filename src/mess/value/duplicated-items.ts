import { valueMess } from '../mess.ts';
import { onList } from '../places.ts';

export const duplicatedItems = valueMess({
  name: 'duplicated-items',
  summary: 'sends an item twice',
  seen: 'Retries, double clicks, joins.',
  instead: onList((value) => (value.length > 0 ? [[value[0], ...value]] : [])),
});
