import { valueMess } from '../mess.ts';
import { onInner } from '../places.ts';

export const listForSingle = valueMess({
  name: 'list-for-single',
  summary: 'sends a list where one value belongs',
  seen: 'A form field that may be filled in several times, a caller that is prepared for more.',
  instead: onInner(({ value }) => (Array.isArray(value) ? [] : [[value]])),
});
