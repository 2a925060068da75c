import { valueMess } from '../mess.ts';
import { onText } from '../places.ts';

export const undefinedAsText = valueMess({
  name: 'undefined-as-text',
  summary: 'sends the word `undefined`',
  seen: 'JavaScript that put a missing variable into a text.',
  instead: onText(() => ['undefined']),
});
