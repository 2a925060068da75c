import { respelledNumber } from '../../schema/ways.ts';
import { breakable, sendBroken, unbreakable } from '../breaking.ts';
import { defineFault } from '../fault.ts';
import { index } from '../param.ts';

export const numberAsText = defineFault({
  name: 'number-as-text',
  summary: 'writes a number as a text: `"3"`',
  seen: 'Decimals of databases, languages with loose types. Compared as a text, "10" is less than "9".',
  leaves: 'tainted',
  recurs: ['first'],
  params: { pick: index(breakable(respelledNumber)) },
  unfit: unbreakable(respelledNumber, 'number that may be no text'),
  async play({ pick }, exchange) {
    await sendBroken(respelledNumber, pick, exchange);
  },
});
