import { resized } from '../../schema/ways.ts';
import { breakable, sendBroken, unbreakable } from '../breaking.ts';
import { defineFault } from '../fault.ts';
import { index } from '../param.ts';

export const wrongLength = defineFault({
  name: 'wrong-length',
  summary: 'sends a text or a list that is too short or too long',
  seen: 'An empty hit list, a vector of another dimension, a summary above its limit.',
  leaves: 'tainted',
  params: { pick: index(breakable(resized)) },
  unfit: unbreakable(resized, 'bound on a length'),
  async play({ pick }, exchange) {
    await sendBroken(resized, pick, exchange);
  },
});
