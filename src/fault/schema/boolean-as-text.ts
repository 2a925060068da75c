import { respelledBoolean } from '../../schema/ways.ts';
import { breakable, sendBroken, unbreakable } from '../breaking.ts';
import { defineFault } from '../fault.ts';
import { index } from '../param.ts';

export const booleanAsText = defineFault({
  name: 'boolean-as-text',
  summary: 'writes a boolean as a text: `"false"`',
  seen: 'Forms, CSV imports and configuration files. The text "false" is true.',
  leaves: 'tainted',
  recurs: ['first'],
  params: { pick: index(breakable(respelledBoolean)) },
  unfit: unbreakable(respelledBoolean, 'boolean that may be no text'),
  async play({ pick }, exchange) {
    await sendBroken(respelledBoolean, pick, exchange);
  },
});
