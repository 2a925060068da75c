import { unwrapped } from '../../schema/ways.ts';
import { breakable, sendBroken, unbreakable } from '../breaking.ts';
import { defineFault } from '../fault.ts';
import { index } from '../param.ts';

export const singleForList = defineFault({
  name: 'single-for-list',
  summary: 'sends the first item in place of a list',
  seen: 'Converters from XML turn a list of one into that one.',
  leaves: 'tainted',
  recurs: ['first'],
  params: { pick: index(breakable(unwrapped)) },
  unfit: unbreakable(unwrapped, 'list that may be no single value'),
  async play({ pick }, exchange) {
    await sendBroken(unwrapped, pick, exchange);
  },
});
