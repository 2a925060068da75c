import { valueMess } from '../mess.ts';
import { onText } from '../places.ts';

export const textAsBoolean = valueMess({
  name: 'text-as-boolean',
  summary: 'sends true where a text belongs',
  seen: 'A YAML reader that takes `yes`, `on` or `NO` (Norway) for a boolean.',
  instead: onText(() => [true]),
});
