import { listed } from '../../schema/ways.ts';
import { breakable, sendBroken, unbreakable } from '../breaking.ts';
import { defineFault } from '../fault.ts';
import { index } from '../param.ts';

export const listForSingle = defineFault({
  name: 'list-for-single',
  summary: 'sends a list with one item in place of the item',
  seen: 'Converters from XML, APIs that grew from one to many.',
  leaves: 'tainted',
  recurs: ['first'],
  params: { pick: index(breakable(listed)) },
  unfit: unbreakable(listed, 'value that may be no list'),
  async play({ pick }, exchange) {
    await sendBroken(listed, pick, exchange);
  },
});
