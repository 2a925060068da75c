import { valueMess } from '../mess.ts';
import { saying } from '../saying.ts';

export const lineSeparator = valueMess({
  name: 'line-separator',
  summary: 'puts a Unicode line separator into a text',
  seen: 'Texts from design tools; old JavaScript takes it for the end of a line.',
  instead: saying('\u2028'),
});
