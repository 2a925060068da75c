import type { Way } from '../../schema/break.ts';
import { breakable, sendBroken, unbreakable } from '../breaking.ts';
import { defineFault } from '../fault.ts';
import { choice, index } from '../param.ts';

/** Stands in the value until the text is written. */
const mark = 'not-a-number';
const replaced: Way = ({ value }) => (typeof value === 'number' ? [mark] : []);

export const nanInReply = defineFault({
  name: 'nan-in-reply',
  summary: 'writes `NaN` or `Infinity` in place of a number',
  seen: 'Scores of models and statistics; JSON has no such word, and the serialiser of Python writes it all the same.',
  leaves: 'lost',
  commits: true,
  recurs: ['every'],
  params: { pick: index(breakable(replaced)), word: choice('NaN', 'Infinity', '-Infinity') },
  unfit: unbreakable(replaced, 'number that may be nothing else'),
  async play({ pick, word }, exchange) {
    await sendBroken(replaced, pick, exchange, (json) => json.replace(new RegExp(`\\\\*"${mark}\\\\*"`), () => word));
  },
});
