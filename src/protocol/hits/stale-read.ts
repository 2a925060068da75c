import { at, withAt } from '../../contract/pointer.ts';
import { defineFault } from '../../fault/fault.ts';
import { type Reply, withWhole } from '../../fault/reply.ts';
import type { Json } from '../routes.ts';
import { saidIn } from '../whole.ts';

// Where the services put what is asked for by its ids; what a search finds has a score beside it.
const places = ['/result', '/vectors', '/ids'];

export const staleRead = defineFault({
  name: 'stale-read',
  summary: 'does not know the records that are asked for by their ids: what was just written is not to be seen yet',
  seen: 'Pinecone shows an upsert after up to half a minute; replicas lag behind. What was written is found missing, and written again.',
  leaves: 'tainted',
  unfit: ({ reply, operation }) =>
    reads(operation) && emptied(reply) ? undefined : 'nothing is asked for by its id there',
  async play(_, exchange) {
    await exchange.reply(emptied(exchange.healthy)!);
  },
});

const reads = (operation: string): boolean => ['retrieve', 'fetch', 'get'].includes(operation);

function emptied(reply: Reply): Reply | undefined {
  const said = saidIn(reply);
  const place = places.find((one) => isFilled(at(said, one)));
  if (said === undefined || place === undefined) return undefined;
  const other = place === '/ids' ? columnsEmptied(said) : withAt(said, place, Array.isArray(at(said, place)) ? [] : {});
  return withWhole(reply, other as Json);
}

const isFilled = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length > 0;

const columnsEmptied = (body: Json) =>
  Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, Array.isArray(value) && name !== 'include' ? [] : value]),
  );
