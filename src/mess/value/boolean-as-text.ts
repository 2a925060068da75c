import { valueMess } from '../mess.ts';
import { onBoolean } from '../places.ts';

export const booleanAsText = valueMess({
  name: 'boolean-as-text',
  summary: 'puts a boolean in quotes',
  seen: 'Environment variables, check boxes of a form, YAML that quotes too much.',
  instead: onBoolean((value) => [String(value)]),
});
