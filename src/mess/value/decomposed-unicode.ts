import { valueMess } from '../mess.ts';
import { onText } from '../places.ts';

export const decomposedUnicode = valueMess({
  name: 'decomposed-unicode',
  summary: 'writes letters and their accents as separate characters',
  seen: 'File names and texts from macOS.',
  instead: onText((value) => [value.normalize('NFD') === value ? `${value}e\u0301` : value.normalize('NFD')]),
});
