import { documents, vector, without } from '../said.mjs';

// The client remembers the host of an index for each key, for as long as the process lives.
let clients = 0;

async function open({ url }) {
  const { Pinecone } = await import('@pinecone-database/pinecone');
  const index = new Pinecone({ apiKey: `key-${++clients}`, controllerHostUrl: url }).index('documents');
  await index.describeIndexStats();
  return index;
}

async function query(index, _, said) {
  const got = await index.query({ vector, topK: 3, includeMetadata: true });
  if (!got?.matches) return without('matches', got);
  said.hits = got.matches.map(({ id, score, metadata }) => [id, score, metadata]);
}

async function upsert(index) {
  await index.upsert({ records: [{ id: 'a', values: vector, metadata: { document: 'x' } }] });
}

async function fetch(index, _, said) {
  const got = await index.fetch({ ids: ['a', 'b'] });
  if (!got?.records) return without('records', got);
  said.hits = Object.values(got.records).map(({ id, metadata }) => [id, 1, metadata]);
}

const way = (name, ask) => ({
  name,
  protocol: 'pinecone',
  parts: { collections: { documents } },
  open,
  asks: ['words'],
  ask,
});

export const pinecone = {
  packages: ['@pinecone-database/pinecone'],
  options: 'as it is: it has no option for a time limit. The host of the index is known already',
  tables: [{ title: 'Vectors', ways: [way('`query()`', query), way('`upsert()`', upsert), way('`fetch()`', fetch)] }],
};
