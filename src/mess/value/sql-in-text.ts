import { valueMess } from '../mess.ts';
import { saying } from '../saying.ts';

export const sqlInText = valueMess({
  name: 'sql-in-text',
  summary: 'puts SQL into a text',
  seen: 'Attempts at injection; also people named O’Neill.',
  instead: saying("'; DROP TABLE users; --", "' OR '1'='1"),
});
