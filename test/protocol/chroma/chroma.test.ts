import { describe, expect, it } from '@jest/globals';
import { ChromaClient, type Collection } from 'chromadb';
import { asked, documents, named } from '../opened.ts';

const collections = { documents };
const client = (port: number) => new ChromaClient({ host: '127.0.0.1', port, ssl: false });
const open = (port: number) => client(port).getCollection({ name: 'documents', embeddingFunction: null as never });
const ask = (use: (collection: Collection) => Promise<unknown>, options: Parameters<typeof asked>[1] = {}) =>
  asked('chroma', { collections, ...options }, async ({ port }) => use(await open(port)));
const near = { queryEmbeddings: [[0.1, 0.2, 0.3]], nResults: 2 };

describe('the simulated Chroma, to the real client', () => {
  it('finds documents with what stands beside them, the nearest first', async () => {
    const { got, calls } = await ask(async (collection) => (await collection.query(near)).rows()[0]);
    const rows = got as { id: string; document: string; distance: number; metadata: object }[];
    expect(rows.map(({ document }) => document).sort()).toEqual(documents.examples.map((e) => e.document).sort());
    expect(rows[0]!.metadata).toEqual({ lang: expect.stringMatching(/^(de|en)$/) });
    expect(rows[0]!.distance).toBeLessThan(rows[1]!.distance);
    expect(named(calls)).toEqual(['get-collection', 'query']);
  });

  it('sends what is asked for, and honours a filter', async () => {
    const { got } = await ask((collection) =>
      collection.query({ ...near, include: ['metadatas'], where: { lang: 'de' } }),
    );
    expect(got).toMatchObject({ documents: [], distances: [], metadatas: [[{ lang: 'de' }, { lang: 'de' }]] });
  });

  it('does all else that a component asks of it', async () => {
    const { got, calls } = await asked('chroma', { collections }, async ({ port }) => {
      const chroma = client(port);
      await chroma.heartbeat();
      const made = await chroma.getOrCreateCollection({ name: 'documents', embeddingFunction: null as never });
      await made.upsert({ ids: ['a'], embeddings: [[1, 2, 3]], documents: ['x'] });
      await made.add({ ids: ['a'], embeddings: [[1, 2, 3]], documents: ['x'] });
      const { ids } = await made.get({ ids: ['a'] });
      await made.delete({ ids: ['a'] });
      return [ids, await made.count(), (await chroma.listCollections()).map(({ name }) => name)];
    });
    expect(got).toEqual([['a'], 1200, ['documents']]);
    expect(named(calls).filter((name) => name.endsWith('!'))).toEqual([]);
    expect(calls.flatMap(({ effect }) => (effect ? [effect.repeated] : []))).toEqual([false, true, false]);
  });

  it.each<[string, (collection: Collection) => Promise<unknown>, string]>([
    ['another dimension', (c) => c.query({ queryEmbeddings: [[1]], nResults: 1 }), 'dimension of 3, got 1'],
    ['a vector of words', (c) => c.query({ queryEmbeddings: [['a' as never]], nResults: 1 }), 'invalid type'],
  ])('refuses %s', async (_, use, text) => {
    const { got, calls } = await ask(use);
    expect(got).toMatchObject({ name: 'ChromaClientError', message: expect.stringContaining(text) });
    expect(calls.at(-1)!.flaws).toHaveLength(1);
  });

  it('knows no collection that the contract does not', async () => {
    const { got } = await asked('chroma', { collections: { notes: { examples: [] } } }, ({ port }) => open(port));
    expect(got).toMatchObject({ name: 'ChromaNotFoundError' });
  });

  it.each([
    ['zero-hits', { ids: [[]], documents: [[]] }],
    ['no-inner-list', { ids: [], documents: [] }],
    ['duplicate-hits', { ids: [[expect.any(String), expect.any(String), expect.any(String)]] }],
  ])('%s is taken for a success by the real client', async (fault, taken) => {
    const { got } = await ask((collection) => collection.query(near), { struck: { operation: 'query', fault } });
    expect(got).toMatchObject(taken);
  });

  it('dimension-error is an error of the request', async () => {
    const { got } = await ask((collection) => collection.query(near), {
      struck: { operation: 'query', fault: 'dimension-error' },
    });
    expect(got).toMatchObject({ name: 'ChromaClientError', message: expect.stringContaining('expecting embedding') });
  });
});
