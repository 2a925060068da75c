import { valueMess } from '../mess.ts';
import { onInner } from '../places.ts';

export const objectAsText = valueMess({
  name: 'object-as-text',
  summary: 'sends an object or a list as the text of its JSON',
  seen: '`JSON.stringify` called once too often, a JSON column that comes out of the database as text.',
  instead: onInner(({ value }) => (typeof value === 'object' && value !== null ? [JSON.stringify(value)] : [])),
});
