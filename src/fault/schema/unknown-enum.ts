import { unlisted } from '../../schema/ways.ts';
import { breakable, sendBroken, unbreakable } from '../breaking.ts';
import { defineFault } from '../fault.ts';
import { index } from '../param.ts';

export const unknownEnum = defineFault({
  name: 'unknown-enum',
  summary: 'sends a value that is not in the declared list',
  seen: 'A new category upstream; a model that answers with a label of its own.',
  leaves: 'tainted',
  params: { pick: index(breakable(unlisted)) },
  unfit: unbreakable(unlisted, 'list of allowed values'),
  async play({ pick }, exchange) {
    await sendBroken(unlisted, pick, exchange);
  },
});
