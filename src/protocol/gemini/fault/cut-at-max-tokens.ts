import { withAt } from '../../../contract/pointer.ts';
import { defineFault } from '../../../fault/fault.ts';
import { halved, unhalved } from '../../halved.ts';

export const cutAtMaxTokens = defineFault({
  name: 'cut-at-max-tokens',
  summary: 'ends the JSON of structured output in its middle, with `finishReason: MAX_TOKENS`',
  seen: 'Thinking counts, and leaves less than was expected. The client gives the part as the text, and says nothing.',
  leaves: 'tainted',
  unfit: unhalved,
  async play(_, exchange) {
    const { healthy } = exchange;
    await exchange.reply(halved(healthy, (body) => withAt(body, '/candidates/0/finishReason', 'MAX_TOKENS')));
  },
});
