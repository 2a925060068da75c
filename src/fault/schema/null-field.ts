import { nullified } from '../../schema/ways.ts';
import { breakable, sendBroken, unbreakable } from '../breaking.ts';
import { defineFault } from '../fault.ts';
import { index } from '../param.ts';

export const nullField = defineFault({
  name: 'null-field',
  summary: 'sends null where its schema wants a value',
  seen: 'A left join without a match, a model that found nothing.',
  leaves: 'tainted',
  params: { pick: index(breakable(nullified)) },
  unfit: unbreakable(nullified, 'value that may not be null'),
  async play({ pick }, exchange) {
    await sendBroken(nullified, pick, exchange);
  },
});
