import { valueMess } from '../mess.ts';
import { onList } from '../places.ts';

export const listAsMap = valueMess({
  name: 'list-as-map',
  summary: 'sends a list as an object with numbers for keys',
  seen: 'PHP after one item was removed, Firebase, Lua tables.',
  instead: onList((value) => (value.length > 0 ? [Object.fromEntries(value.entries())] : [])),
});
