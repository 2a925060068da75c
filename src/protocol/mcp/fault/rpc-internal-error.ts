import { defineFault } from '../../../fault/fault.ts';
import { codes, errorMessage } from '../message.ts';
import { sayInstead } from '../said-instead.ts';

export const rpcInternalError = defineFault({
  name: 'rpc-internal-error',
  summary: 'answers with a JSON-RPC error, -32603, and an address of its own in the message',
  seen: 'A tool whose database is away: the status is 200, and the error stands in the body.',
  leaves: 'lost',
  async play(_, exchange) {
    const message = `connect ECONNREFUSED 10.4.17.8:5432 (${exchange.marker})`;
    await sayInstead(exchange, ({ id }) => errorMessage(id as number, codes.internal, message));
  },
});
