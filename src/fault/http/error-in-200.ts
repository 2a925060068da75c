import { isValid } from '../../contract/json-schema.ts';
import { defineFault } from '../fault.ts';
import { undeclared } from '../reply.ts';

export const errorIn200 = defineFault({
  name: 'error-in-200',
  summary: 'answers 200 with an error object as its body',
  seen: 'Gateways and imitations of model APIs that report their errors with the wrong status.',
  leaves: 'lost',
  unfit: ({ reply, error }) =>
    undeclared({ reply }) ??
    (reply.documents.some((d) => d.at === '' && !isValid(d.schema, JSON.parse(error(500).body.toString())))
      ? undefined
      : 'the declared schema takes an error object for a reply'),
  async play(_, exchange) {
    await exchange.reply({ ...exchange.error(500), status: exchange.healthy.status });
  },
});
