import { wrapped } from '../../schema/ways.ts';
import { breakable, sendBroken, unbreakable } from '../breaking.ts';
import { defineFault } from '../fault.ts';
import { index } from '../param.ts';

export const extraLayer = defineFault({
  name: 'extra-layer',
  summary: 'wraps the whole in an object: `{ data: … }`',
  seen: 'A gateway with an envelope of its own, a new major version.',
  leaves: 'tainted',
  recurs: ['first'],
  params: { pick: index(breakable(wrapped)) },
  unfit: unbreakable(wrapped, 'part that may not be wrapped'),
  async play({ pick }, exchange) {
    await sendBroken(wrapped, pick, exchange);
  },
});
