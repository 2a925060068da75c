import { at, withAt } from '../../contract/pointer.ts';
import { defineFault } from '../../fault/fault.ts';
import type { Reply } from '../../fault/reply.ts';
import { withBody } from '../../fault/reply.ts';

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
  if (reply.documents.length === 0) return undefined;
  const body = JSON.parse(reply.body.toString());
  const place = places.find((one) => isFilled(at(body, one)));
  if (place === undefined) return undefined;
  const empty = (value: unknown) => (Array.isArray(value) ? [] : {});
  const other = place === '/ids' ? columnsEmptied(body) : withAt(body, place, empty(at(body, place)));
  return withBody(reply, JSON.stringify(other));
}

const isFilled = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length > 0;

const columnsEmptied = (body: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, Array.isArray(value) && name !== 'include' ? [] : value]),
  );
