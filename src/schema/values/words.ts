import { type Chance, pick, upTo } from './chance.ts';

/** The words that invented texts and names are made of. */
export const words =
  'order invoice parcel password refund account printer delivery update screen support charge email window ticket error'.split(
    ' ',
  );

export const word = (chance: Chance): string => pick(chance, words);

const mostWords = 50;

/** One to four words, or as many as there must be. */
export function sentence(chance: Chance, min: number, max: number): string {
  const said = Array.from({ length: 1 + upTo(chance, 3) }, () => word(chance));
  while (said.length < Math.min(min / 6, mostWords)) said.push(word(chance));
  while (said.length > 1 && said.join(' ').length > max) said.pop();
  const joined = said.join(' ');
  const fitted = joined.padEnd(min, ` ${joined}`).slice(0, max);
  // A blank at the end looks like a mistake, and services cut it off.
  return fitted.endsWith(' ') ? `${fitted.slice(0, -1)}s` : fitted;
}
