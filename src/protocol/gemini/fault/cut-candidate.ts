import { withAt } from '../../../contract/pointer.ts';
import { defineFault } from '../../../fault/fault.ts';
import { choice } from '../../../fault/param.ts';
import { halved, unhalved } from '../../halved.ts';

export const cutCandidate = defineFault({
  name: 'cut-candidate',
  summary: 'ends the JSON of structured output in its middle, with `finishReason: MAX_TOKENS`, or by a filter',
  seen: 'Thinking counts, and leaves less than was expected. The client gives the part as the text, and says nothing.',
  leaves: 'tainted',
  params: { reason: choice('MAX_TOKENS', 'SAFETY', 'RECITATION') },
  unfit: unhalved,
  async play({ reason }, exchange) {
    const { healthy } = exchange;
    await exchange.reply(halved(healthy, (body) => withAt(body, '/candidates/0/finishReason', reason)));
  },
});
