import { defineFault } from '../../../fault/fault.ts';

export const modelUnavailable = defineFault({
  name: 'model-unavailable',
  summary: 'answers 503 `UNAVAILABLE`: the model is overloaded',
  seen: 'New models in their first weeks, for minutes at a time. The official client asks once, unless it is told to retry.',
  leaves: 'lost',
  async play(_, exchange) {
    await exchange.reply(exchange.error(503));
  },
});
