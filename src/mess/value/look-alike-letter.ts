import { valueMess } from '../mess.ts';
import { onText } from '../places.ts';

const lookAlike: Readonly<Record<string, string>> = { a: 'а', e: 'е', o: 'о' };

export const lookAlikeLetter = valueMess({
  name: 'look-alike-letter',
  summary: 'writes a Cyrillic letter that looks like a Latin one',
  seen: 'Phishing, and people with two keyboards.',
  instead: onText((value) => (/[aeo]/.test(value) ? [value.replace(/[aeo]/, (c) => lookAlike[c]!)] : [])),
});
