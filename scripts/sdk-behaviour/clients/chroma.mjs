import { documents, vector, without } from '../said.mjs';

async function open({ port }) {
  const { ChromaClient } = await import('chromadb');
  const client = new ChromaClient({ host: '127.0.0.1', port, ssl: false });
  return client.getCollection({ name: 'documents', embeddingFunction: null });
}

async function query(collection, _, said) {
  const got = await collection.query({ queryEmbeddings: [vector], nResults: 3 });
  if (!got?.ids) return without('ids', got);
  if (!got.ids[0]) return 'no list for the query';
  said.hits = got.ids[0].map((id, i) => [id, got.distances?.[0]?.[i], got.documents?.[0]?.[i]]);
}

async function upsert(collection) {
  await collection.upsert({ ids: ['a'], embeddings: [vector], documents: ['x'] });
}

async function get(collection, _, said) {
  const got = await collection.get({ ids: ['a', 'b'] });
  if (!got?.ids) return without('ids', got);
  said.hits = got.ids.map((id, i) => [id, 1, got.documents?.[i]]);
}

const way = (name, ask) => ({
  name,
  protocol: 'chroma',
  parts: { collections: { documents } },
  open,
  asks: ['words'],
  ask,
});

export const chroma = {
  packages: ['chromadb'],
  options: 'as it is: it has no option for a time limit',
  tables: [{ title: 'Records', ways: [way('`query()`', query), way('`upsert()`', upsert), way('`get()`', get)] }],
};
