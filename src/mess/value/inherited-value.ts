import { valueMess } from '../mess.ts';
import { onListed } from '../places.ts';

export const inheritedValue = valueMess({
  name: 'inherited-value',
  summary: 'sends the name of something that every JavaScript object has, where one of a list belongs',
  seen: 'Scanners that look for tables kept in object literals.',
  instead: onListed(() => ['constructor']),
});
