import { valueMess } from '../mess.ts';
import { onText } from '../places.ts';

export const mojibake = valueMess({
  name: 'mojibake',
  summary: 'sends text that was decoded with the wrong encoding',
  seen: 'UTF-8 read as Windows-1252 somewhere on the way.',
  instead: onText((value) => [Buffer.from(/[^\0-\x7f]/.test(value) ? value : `${value} – für`).toString('latin1')]),
});
