import { defineFault } from '../../fault/fault.ts';

export const modelNotReady = defineFault({
  name: 'model-not-ready',
  summary: 'answers 503: its model is not ready',
  seen: 'A server that is up while its model is still being loaded, or was thrown out to make room for another one.',
  leaves: 'lost',
  async play(_, exchange) {
    await exchange.reply(exchange.error(503));
  },
});
