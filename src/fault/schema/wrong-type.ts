import { retyped } from '../../schema/ways.ts';
import { breakable, sendBroken, unbreakable } from '../breaking.ts';
import { defineFault } from '../fault.ts';
import { index } from '../param.ts';

export const wrongType = defineFault({
  name: 'wrong-type',
  summary: 'sends a value of another type: a number as text, an object as a list',
  seen: 'Languages with loose types, CSV imports, a column whose type was changed.',
  leaves: 'tainted',
  params: { pick: index(breakable(retyped)) },
  unfit: unbreakable(retyped, 'value with a type'),
  async play({ pick }, exchange) {
    await sendBroken(retyped, pick, exchange);
  },
});
