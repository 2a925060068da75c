import { valueMess } from '../mess.ts';
import { onText } from '../places.ts';

export const onlySpace = valueMess({
  name: 'only-space',
  summary: 'sends nothing but white space',
  seen: 'Somebody leant on the space bar to pass a mandatory field.',
  instead: onText((value) => (value.trim() === '' ? [] : ['   '])),
});
