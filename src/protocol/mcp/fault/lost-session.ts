import { defineFault } from '../../../fault/fault.ts';

export const lostSession = defineFault({
  name: 'lost-session',
  summary: 'has forgotten the session: 404 to whatever comes in it, until a new one is begun',
  seen: 'A tool server that was deployed anew or moved to another instance. Clients go on with the old session for ever.',
  leaves: 'lost',
  unfit: ({ dependency, operation }) =>
    dependency.sessions === false
      ? 'it keeps no sessions'
      : operation === 'initialize'
        ? 'the session only begins there'
        : undefined,
  async play(_, exchange) {
    exchange.forget?.();
    await exchange.reply(exchange.error(404));
  },
});
