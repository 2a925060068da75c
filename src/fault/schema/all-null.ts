import { hollowed } from '../../schema/ways.ts';
import { breakable, sendBroken, unbreakable } from '../breaking.ts';
import { defineFault } from '../fault.ts';
import { index } from '../param.ts';

export const allNull = defineFault({
  name: 'all-null',
  summary: 'sends null for every member of its object',
  seen: 'An outer join without a match, a mapper that finds none of the names.',
  leaves: 'tainted',
  recurs: ['first'],
  params: { pick: index(breakable(hollowed)) },
  unfit: unbreakable(hollowed, 'object whose members may not all be null'),
  async play({ pick }, exchange) {
    await sendBroken(hollowed, pick, exchange);
  },
});
