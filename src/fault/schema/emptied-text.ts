import { blanked } from '../../schema/ways.ts';
import { breakable, sendBroken, unbreakable } from '../breaking.ts';
import { defineFault } from '../fault.ts';
import { index } from '../param.ts';

export const emptiedText = defineFault({
  name: 'emptied-text',
  summary: 'sends an empty text where something must stand',
  seen: 'A column that defaults to it, a model that has nothing to say.',
  leaves: 'tainted',
  recurs: ['first'],
  params: { pick: index(breakable(blanked)) },
  unfit: unbreakable(blanked, 'text that may not be empty'),
  async play({ pick }, exchange) {
    await sendBroken(blanked, pick, exchange);
  },
});
