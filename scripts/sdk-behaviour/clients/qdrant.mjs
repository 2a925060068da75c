import { documents, timeout, vector, without } from '../said.mjs';

async function open({ url }) {
  const { QdrantClient } = await import('@qdrant/js-client-rest');
  return new QdrantClient({ url, checkCompatibility: false, timeout });
}

async function query(client, _, said) {
  const got = await client.query('documents', { query: vector, limit: 3, with_payload: true });
  if (!got?.points) return without('points', got);
  said.hits = got.points.map(({ id, score, payload }) => [id, score, payload]);
}

async function upsert(client, _, said) {
  const got = await client.upsert('documents', { wait: true, points: [{ id: 7, vector, payload: { document: 'x' } }] });
  if (!got?.status) return without('status', got);
  said.end = got.status;
}

async function retrieve(client, _, said) {
  const got = await client.retrieve('documents', { ids: [1, 2], with_payload: true });
  said.hits = got.map(({ id, payload }) => [id, 1, payload]);
}

const way = (name, ask) => ({
  name,
  protocol: 'qdrant',
  parts: { collections: { documents } },
  open,
  asks: ['words'],
  ask,
});

export const qdrant = {
  packages: ['@qdrant/js-client-rest'],
  options: 'with `timeout` set to four seconds',
  tables: [
    {
      title: 'Points',
      ends: 'status',
      ways: [way('`query()`', query), way('`upsert()`', upsert), way('`retrieve()`', retrieve)],
    },
  ],
};
