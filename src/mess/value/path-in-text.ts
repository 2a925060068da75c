import { valueMess } from '../mess.ts';
import { sayingOnly } from '../saying.ts';

export const pathInText = valueMess({
  name: 'path-in-text',
  summary: 'sends a path that leads out of its folder',
  seen: 'Attempts to read files; archives with odd names.',
  instead: sayingOnly('../../../../etc/passwd'),
});
