import { defineFault } from '../../fault/fault.ts';
import { hitsIn } from './hits.ts';

export const dimensionError = defineFault({
  name: 'dimension-error',
  summary: 'refuses the vector with 400: its collection has another dimension',
  seen: 'Somebody made the collection anew for another embedding model. Indexers have sent the same again every four seconds, for ever.',
  leaves: 'lost',
  permanent: true,
  unfit: ({ reply, operation }) =>
    operation === 'upsert' || operation === 'add' || hitsIn(reply) ? undefined : 'no vector is sent there',
  async play(_, exchange) {
    await exchange.reply(exchange.error(400, { code: 'another dimension' }));
  },
});
