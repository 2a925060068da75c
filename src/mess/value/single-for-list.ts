import { valueMess } from '../mess.ts';
import { onList } from '../places.ts';

export const singleForList = valueMess({
  name: 'single-for-list',
  summary: 'sends the only item without its list',
  seen: 'XML turned into JSON, query parameters, SOAP bridges.',
  instead: onList((value) => (value.length > 0 ? [value[0]] : [])),
});
