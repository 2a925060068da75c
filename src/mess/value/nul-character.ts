import { valueMess } from '../mess.ts';
import { saying } from '../saying.ts';

export const nulCharacter = valueMess({
  name: 'nul-character',
  summary: 'puts the character NUL into a text',
  seen: 'C programs, binary data; PostgreSQL does not store it.',
  instead: saying('\0'),
});
