import { outranged } from '../../schema/ways.ts';
import { breakable, sendBroken, unbreakable } from '../breaking.ts';
import { defineFault } from '../fault.ts';
import { index } from '../param.ts';

export const outOfRange = defineFault({
  name: 'out-of-range',
  summary: 'sends a number beyond its declared bounds',
  seen: 'A score above 1, a negative price, milliseconds where seconds were meant.',
  leaves: 'tainted',
  params: { pick: index(breakable(outranged)) },
  unfit: unbreakable(outranged, 'bound on a number'),
  async play({ pick }, exchange) {
    await sendBroken(outranged, pick, exchange);
  },
});
