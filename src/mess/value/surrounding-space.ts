import { valueMess } from '../mess.ts';
import { onText } from '../places.ts';

export const surroundingSpace = valueMess({
  name: 'surrounding-space',
  summary: 'puts white space around a text',
  seen: 'Copy and paste, fixed-width columns.',
  instead: onText((value) => [` ${value} `, `\t${value}`]),
});
