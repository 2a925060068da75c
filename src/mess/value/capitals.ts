import { valueMess } from '../mess.ts';
import { onText } from '../places.ts';

export const capitals = valueMess({
  name: 'capitals',
  summary: 'writes a text in capitals, or in small letters what was in capitals',
  seen: 'Caps lock, old host systems, keys that somebody typed in.',
  instead: onText((value) => [value.toUpperCase() === value ? value.toLowerCase() : value.toUpperCase()]),
});
