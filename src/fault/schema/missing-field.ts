import { missing } from '../../schema/ways.ts';
import { breakable, sendBroken, unbreakable } from '../breaking.ts';
import { defineFault } from '../fault.ts';
import { index } from '../param.ts';

export const missingField = defineFault({
  name: 'missing-field',
  summary: 'leaves out a member that its schema demands',
  seen: 'A renamed field, an older version behind the load balancer, a serialiser that drops empty values.',
  leaves: 'tainted',
  params: { pick: index(breakable(missing)) },
  unfit: unbreakable(missing, 'member that must be there'),
  async play({ pick }, exchange) {
    await sendBroken(missing, pick, exchange);
  },
});
