import { defineFault } from '../fault.ts';
import { grown, ungrowable } from '../grown.ts';

const added = { version: 2, note: 'new' };

export const extraFields = defineFault({
  name: 'extra-fields',
  summary: 'adds members that nobody has heard of to its objects',
  seen: 'Every API that grows: providers add fields without a new version.',
  leaves: 'intact',
  unfit: ungrowable(added),
  async play(_, exchange) {
    await exchange.reply(grown(exchange.healthy, added));
  },
});
