import { defineFault } from '../../../fault/fault.ts';
import { codes } from '../message.ts';
import { sayInstead } from '../said-instead.ts';

export const resultAndError = defineFault({
  name: 'result-and-error',
  summary: 'answers with a result and an error in the same message',
  seen: 'Servers that fill both members and set one of them to what it was before. JSON-RPC forbids it.',
  leaves: 'tainted',
  async play(_, exchange) {
    const error = { code: codes.internal, message: `The result is not complete (${exchange.marker})` };
    await sayInstead(exchange, (message) => ({ ...message, error }));
  },
});
