import { valueMess } from '../mess.ts';
import { onText } from '../places.ts';

export const emptyText = valueMess({
  name: 'empty-text',
  summary: 'sends an empty text',
  seen: 'Form fields that were not filled in.',
  instead: onText((value) => (value === '' ? [] : [''])),
});
