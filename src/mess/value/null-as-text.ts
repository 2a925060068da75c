import { valueMess } from '../mess.ts';
import { onText } from '../places.ts';

export const nullAsText = valueMess({
  name: 'null-as-text',
  summary: 'says in words that there is no value',
  seen: 'Exports, templates and string concatenation in every language.',
  instead: onText(() => ['null', 'N/A']),
});
