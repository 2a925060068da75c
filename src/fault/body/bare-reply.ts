import { bared } from '../../schema/ways.ts';
import { breakable, sendBroken, unbreakable } from '../breaking.ts';
import { defineFault } from '../fault.ts';
import { index } from '../param.ts';

export const bareReply = defineFault({
  name: 'bare-reply',
  summary: 'sends an empty object',
  seen: 'A result that was not ready, a serialiser that sees no public fields.',
  leaves: 'tainted',
  recurs: ['first'],
  params: { pick: index(breakable(bared)) },
  unfit: unbreakable(bared, 'object that may not be empty'),
  async play({ pick }, exchange) {
    await sendBroken(bared, pick, exchange);
  },
});
