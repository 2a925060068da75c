import { largest, overflown } from '../../schema/ways.ts';
import { breakable, sendBroken, unbreakable } from '../breaking.ts';
import { defineFault } from '../fault.ts';
import { index } from '../param.ts';

export const beyondDouble = defineFault({
  name: 'beyond-double',
  summary: 'sends a number that no double holds: `1e400`',
  seen: 'Overflows upstream. It is valid JSON, and most readers make infinity of it without a word.',
  leaves: 'tainted',
  recurs: ['first'],
  params: { pick: index(breakable(overflown)) },
  unfit: unbreakable(overflown, 'upper bound on a number'),
  async play({ pick }, exchange) {
    await sendBroken(overflown, pick, exchange, (json) => json.replace(JSON.stringify(largest), '1e400'));
  },
});
