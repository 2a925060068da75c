import { defineFault } from '../fault.ts';
import { choice } from '../param.ts';

export const serverError = defineFault({
  name: 'server-error',
  summary: 'answers with a 5xx status and the error body of its kind',
  seen: '529 "overloaded" from model APIs, 502 and 504 from gateways, 500 after every bad deployment.',
  leaves: 'lost',
  params: { status: choice(503, 500, 502, 504, 529) },
  async play({ status }, exchange) {
    await exchange.reply(exchange.error(status));
  },
});
