import { valueMess } from '../mess.ts';
import { onText } from '../places.ts';

export const objectObject = valueMess({
  name: 'object-object',
  summary: 'sends `[object Object]`',
  seen: 'JavaScript that put an object into a text.',
  instead: onText(() => ['[object Object]']),
});
