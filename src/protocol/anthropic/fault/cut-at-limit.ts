import { withAt } from '../../../contract/pointer.ts';
import { defineFault } from '../../../fault/fault.ts';
import { choice } from '../../../fault/param.ts';
import { halved, unhalved } from '../../halved.ts';

export const cutAtLimit = defineFault({
  name: 'cut-at-limit',
  summary: 'ends the JSON of structured output in its middle: at a limit of tokens, or with a refusal',
  seen: 'Answers that grew longer than the limit that was set for them. What is there is no JSON, or is mended to say something else.',
  leaves: 'tainted',
  params: { reason: choice('max_tokens', 'model_context_window_exceeded', 'refusal') },
  unfit: unhalved,
  async play({ reason }, exchange) {
    await exchange.reply(halved(exchange.healthy, (message) => withAt(message, '/stop_reason', reason)));
  },
});
