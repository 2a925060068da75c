import { valueMess } from '../mess.ts';
import { onNumber } from '../places.ts';

const grouped = (value: number, mark: string) => String(Math.trunc(value)).replace(/\B(?=(\d{3})+$)/g, mark);

export const thousandsSeparator = valueMess({
  name: 'thousands-separator',
  summary: 'writes a large number as text with separators',
  seen: 'Numbers that were formatted for a screen and sent back.',
  instead: onNumber((value) =>
    Math.abs(value) < 1000 || Math.abs(value) >= 1e15 ? [] : [grouped(value, ','), grouped(value, '’')],
  ),
});
