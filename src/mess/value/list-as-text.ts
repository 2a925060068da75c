import { valueMess } from '../mess.ts';
import { onList } from '../places.ts';

export const listAsText = valueMess({
  name: 'list-as-text',
  summary: 'sends a list as one text with commas',
  seen: 'Query parameters, CSV cells, tag fields.',
  instead: onList((value) => (value.every((item) => typeof item === 'string') ? [value.join(', ')] : [])),
});
