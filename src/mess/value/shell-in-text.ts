import { valueMess } from '../mess.ts';
import { saying } from '../saying.ts';

export const shellInText = valueMess({
  name: 'shell-in-text',
  summary: 'puts shell commands into a text',
  seen: 'Attempts at injection, wherever a text ends in a command line.',
  instead: saying('$(id); `id` | cat && true'),
});
