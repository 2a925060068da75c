import { texts, timeout, without } from '../said.mjs';

async function open({ url }) {
  const { CohereClientV2 } = await import('cohere-ai');
  return new CohereClientV2({ token: 'key', environment: url, timeoutInSeconds: timeout / 1000 });
}

async function rerank(client, _, said) {
  const got = await client.rerank({ model: 'rerank-v3.5', query: 'parcel', documents: texts });
  if (!got?.results) return without('results', got);
  said.hits = got.results.map(({ index, relevanceScore }) => [index, relevanceScore, null]);
}

async function embed(client, _, said) {
  const got = await client.embed({ model: 'embed-v4.0', texts, inputType: 'search_query', embeddingTypes: ['float'] });
  if (!got?.embeddings?.float) return without('embeddings', got);
  said.vectors = got.embeddings.float;
}

const way = (name, ask) => ({ name, protocol: 'cohere', open, asks: ['words'], ask });

export const cohere = {
  packages: ['cohere-ai'],
  options: 'with `timeoutInSeconds` set to four',
  tables: [
    {
      title: 'Rerank and embed',
      ways: [way('`rerank()` of three documents', rerank), way('`embed()` of three texts', embed)],
    },
  ],
};
