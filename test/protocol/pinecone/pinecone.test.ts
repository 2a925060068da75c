import { describe, expect, it } from '@jest/globals';
import { Pinecone } from '@pinecone-database/pinecone';
import { asked, documents, named } from '../opened.ts';

const collections = { documents };
// The client remembers the host of an index for each key, for as long as the process lives.
let clients = 0;
const ask = (use: (pinecone: Pinecone) => Promise<unknown>, options: Parameters<typeof asked>[1] = {}) =>
  asked('pinecone', { collections, ...options }, ({ url }) =>
    use(new Pinecone({ apiKey: `key-${++clients}`, controllerHostUrl: url })),
  );
const near = { vector: [0.1, 0.2, 0.3], topK: 2, includeMetadata: true };

describe('the simulated Pinecone, to the real client', () => {
  it('tells the client where the index is, and finds what it asks for there', async () => {
    const { got, calls } = await ask((pinecone) =>
      pinecone.index('documents').query({ ...near, filter: { lang: { $eq: 'de' } } }),
    );
    expect(got).toMatchObject({
      matches: [
        { id: expect.any(String), metadata: { lang: 'de' } },
        { id: expect.any(String), metadata: { lang: 'de' } },
      ],
    });
    const [first, second] = (got as { matches: { score: number; id: string }[] }).matches;
    expect(first!.score).toBeGreaterThan(second!.score);
    expect(first!.id).not.toBe(second!.id);
    expect(named(calls)).toEqual(['describe-index', 'query']);
  });

  it('has a host for each of several indexes', async () => {
    const { got } = await ask((pinecone) => pinecone.index('notes').query({ vector: [1, 2], topK: 1 }), {
      collections: { documents, notes: { dimension: 2, examples: [] } },
    });
    expect(got).toMatchObject({ matches: [{ id: expect.any(String) }] });
  });

  it('does all else that a component asks of it', async () => {
    const { got, calls } = await ask(async (pinecone) => {
      const index = pinecone.index('documents');
      await index.upsert({ records: [{ id: 'a', values: [1, 2, 3], metadata: { lang: 'en' } }] });
      const { records } = await index.fetch({ ids: ['a', 'b'] });
      await index.deleteOne({ id: 'a' });
      const { indexes } = await pinecone.listIndexes();
      return [Object.keys(records), (await index.describeIndexStats()).dimension, indexes?.map(({ name }) => name)];
    });
    expect(got).toEqual([['a', 'b'], 3, ['documents']]);
    expect(named(calls)).toEqual([
      'describe-index',
      'upsert',
      'fetch',
      'delete',
      'list-indexes',
      'describe-index-stats',
    ]);
    expect(calls[1]!.effect).toMatchObject({ committed: true });
  });

  it.each<[string, (pinecone: Pinecone) => Promise<unknown>, string, RegExp]>([
    [
      'another dimension',
      (p) => p.index('documents').query({ vector: [1], topK: 1 }),
      'PineconeBadRequestError',
      /dimension/,
    ],
    ['an unknown index', (p) => p.index('notes').query(near), 'PineconeNotFoundError', /404/],
    [
      'a topK above 10000',
      (p) => p.index('documents').query({ ...near, topK: 10_001 }),
      'PineconeBadRequestError',
      /topK/,
    ],
  ])('refuses %s', async (_, use, name, text) => {
    const { got, calls } = await ask(use);
    expect(got).toMatchObject({ name, message: expect.stringMatching(text) });
    expect(calls.at(-1)!.flaws).toHaveLength(1);
  });

  it('refuses a request without a key', async () => {
    const { got, calls } = await asked('pinecone', {}, async ({ url }) => (await fetch(`${url}/indexes`)).status);
    expect(got).toBe(401);
    expect(calls[0]!.flaws).toEqual([{ at: 'header/api-key', message: 'Invalid API Key' }]);
  });

  it.each([
    ['zero-hits', { matches: [] }],
    ['bare-reply', { matches: [] }],
    ['null-score', { matches: [{ score: undefined }, { score: expect.any(Number) }] }],
  ])('%s is taken for a success by the real client', async (fault, taken) => {
    const { got } = await ask((pinecone) => pinecone.index('documents').query(near), {
      struck: { operation: 'query', fault, params: { pick: 0 } },
    });
    expect(got).toMatchObject(taken);
  });

  it('rate-limited is an error without a type of its own', async () => {
    const { got } = await ask((pinecone) => pinecone.index('documents').query(near), {
      struck: { operation: 'query', fault: 'rate-limited', params: { advice: 'none' } },
    });
    expect(got).toMatchObject({ name: 'PineconeUnmappedHttpError' });
  });

  it('stale-read: what was written is not there', async () => {
    const { got } = await ask((pinecone) => pinecone.index('documents').fetch({ ids: ['a'] }), {
      struck: { operation: 'fetch', fault: 'stale-read' },
    });
    expect(got).toMatchObject({ records: {} });
  });
});
