import { isValid } from '../../contract/json-schema.ts';
import { defineFault } from '../fault.ts';

export const errorIn200 = defineFault({
  name: 'error-in-200',
  summary: 'answers 200 with an error object as its body',
  seen: 'Gateways and imitations of model APIs that report their errors with the wrong status.',
  leaves: 'lost',
  unfit: ({ reply }) =>
    reply.documents.length === 0 ? 'no body is declared that an error object could violate' : undefined,
  async play(_, exchange) {
    const error = exchange.error(500);
    const schema = exchange.healthy.documents[0]!.schema;
    if (isValid(schema, JSON.parse(error.body.toString())))
      exchange.impossible('the declared schema takes an error object for a reply');
    await exchange.reply({ ...error, status: exchange.healthy.status });
  },
});
