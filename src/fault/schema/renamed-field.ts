import { renamed } from '../../schema/ways.ts';
import { breakable, sendBroken, unbreakable } from '../breaking.ts';
import { defineFault } from '../fault.ts';
import { index } from '../param.ts';

export const renamedField = defineFault({
  name: 'renamed-field',
  summary: 'sends a member under the name that another convention gives it: `user_id` as `userId`',
  seen: 'A serialiser with another default, a rewrite in another language.',
  leaves: 'tainted',
  recurs: ['first'],
  params: { pick: index(breakable(renamed)) },
  unfit: unbreakable(renamed, 'member that must be there'),
  async play({ pick }, exchange) {
    await sendBroken(renamed, pick, exchange);
  },
});
