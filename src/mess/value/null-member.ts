import { valueMess } from '../mess.ts';
import { onInner } from '../places.ts';

export const nullMember = valueMess({
  name: 'null-member',
  summary: 'sends null where a value belongs',
  seen: 'An optional of the calling language that is empty, a database column that was never filled.',
  instead: onInner(({ value }) => (value === null ? [] : [null])),
});
