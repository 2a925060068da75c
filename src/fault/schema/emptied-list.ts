import { drained } from '../../schema/ways.ts';
import { breakable, sendBroken, unbreakable } from '../breaking.ts';
import { defineFault } from '../fault.ts';
import { index } from '../param.ts';

export const emptiedList = defineFault({
  name: 'emptied-list',
  summary: 'sends an empty list where at least one item was promised',
  seen: 'A search without hits, a filter that takes all. `list[0]` follows at once.',
  leaves: 'tainted',
  recurs: ['first'],
  params: { pick: index(breakable(drained)) },
  unfit: unbreakable(drained, 'list that may not be empty'),
  async play({ pick }, exchange) {
    await sendBroken(drained, pick, exchange);
  },
});
