import type { Node } from '../schema/merge.ts';
import type { Instead } from './mess.ts';
import { onText } from './places.ts';

/**
 * What people write in free text: added to the text, or instead of it where both are too long for the schema. Kinds of
 * their own try the length of texts, so that what is too long does not fit here.
 */
export const saying = (...words: readonly string[]): Instead =>
  onText((value, { node }) =>
    words.flatMap((said) => [`${value} ${said}`, said].filter((text) => fits(text, node)).slice(0, 1)),
  );

/** The same, for what means something only when it stands alone. */
export const sayingOnly = (...words: readonly string[]): Instead =>
  onText((_, { node }) => words.filter((text) => fits(text, node)));

const fits = (text: string, { maxLength: most }: Node) => typeof most !== 'number' || [...text].length <= most;
