import { describe, expect, it } from '@jest/globals';
import { QdrantClient } from '@qdrant/js-client-rest';
import type { Simulator } from '../../../src/rig/simulator/simulator.ts';
import { asked, documents, named } from '../opened.ts';

// The client is the real one: what it takes for a reply, and for which error, is what components see.

const collections = { documents };
const client = ({ url }: Simulator) => new QdrantClient({ url, checkCompatibility: false, timeout: 10_000 });
const ask = (use: (qdrant: QdrantClient) => Promise<unknown>, options: Parameters<typeof asked>[1] = {}) =>
  asked('qdrant', { collections, ...options }, (simulator) => use(client(simulator)));
const near = { query: [0.1, 0.2, 0.3], limit: 3, with_payload: true };

describe('the simulated Qdrant, to the real client', () => {
  it('finds as many points as asked for, the best first, with the payloads of the contract', async () => {
    const { got, calls } = await ask((qdrant) => qdrant.query('documents', near));
    const { points } = got as { points: { id: string; score: number; payload: { document: string } }[] };
    expect(points.map(({ payload }) => payload.document)).toEqual(
      expect.arrayContaining(documents.examples.map(({ document }) => document)),
    );
    const scores = points.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(new Set(points.map(({ id }) => id)).size).toBe(3);
    expect(named(calls)).toEqual(['query']);
  });

  it('sends payloads and vectors only where they are asked for, and honours a filter', async () => {
    const filter = { must: [{ key: 'lang', match: { value: 'de' } }] };
    const { got } = await ask(async (qdrant) => ({
      bare: (await qdrant.query('documents', { query: [1, 2, 3], limit: 1 })).points,
      all: await qdrant.search('documents', {
        vector: [1, 2, 3],
        limit: 2,
        with_payload: true,
        with_vector: true,
        filter,
      }),
    }));
    expect(got).toMatchObject({
      bare: [{ score: expect.any(Number) }],
      all: [
        { payload: { lang: 'de' }, vector: [expect.any(Number), expect.any(Number), expect.any(Number)] },
        { payload: { lang: 'de' } },
      ],
    });
    expect(Object.keys((got as { bare: object[] }).bare[0]!)).toEqual(['id', 'version', 'score']);
  });

  it('does all else that a component asks of it', async () => {
    const { got, calls } = await ask(async (qdrant) => [
      (await qdrant.getCollections()).collections,
      await qdrant.collectionExists('documents'),
      (await qdrant.getCollection('documents')).config.params.vectors,
      await qdrant.createCollection('more', { vectors: { size: 2, distance: 'Dot' } }),
      (await qdrant.search('more', { vector: [1, 2], limit: 1 })).length,
      (await qdrant.queryBatch('documents', { searches: [near, { ...near, limit: 1 }] })).map((r) => r.points.length),
      (await qdrant.upsert('documents', { wait: true, points: [{ id: 7, vector: [1, 2, 3] }] })).status,
      (await qdrant.retrieve('documents', { ids: [7, 9] })).map(({ id }) => id),
      (await qdrant.scroll('documents', { limit: 2 })).points.length,
      (await qdrant.count('documents')).count,
      (await qdrant.delete('documents', { points: [7] })).status,
    ]);
    expect(got).toEqual([
      [{ name: 'documents' }],
      { exists: true },
      { size: 3, distance: 'Cosine' },
      true,
      1,
      [3, 1],
      'completed',
      [7, 9],
      2,
      1200,
      'acknowledged',
    ]);
    expect(named(calls).filter((name) => name.endsWith('!'))).toEqual([]);
  });

  it('knows a point by its id: the same one again is no second effect', async () => {
    const put = (id: number) => ({ points: [{ id, vector: [1, 2, 3] }] });
    const { calls } = await ask(async (qdrant) => {
      for (const id of [1, 1, 2]) await qdrant.upsert('documents', put(id));
    });
    expect(calls.map(({ effect }) => effect)).toEqual([
      { key: '1', committed: true, repeated: false },
      { key: '1', committed: true, repeated: true },
      { key: '2', committed: true, repeated: false },
    ]);
  });

  it.each<[string, (qdrant: QdrantClient) => Promise<unknown>, number, RegExp]>([
    ['another dimension', (q) => q.search('documents', { vector: [1, 2], limit: 1 }), 400, /expected dim: 3, got 2/],
    ['a limit of 0', (q) => q.search('documents', { vector: [1, 2, 3], limit: 0 }), 422, /value 0 invalid/],
    ['an unknown collection', (q) => q.query('notes', near), 404, /Collection `notes` doesn't exist!/],
    [
      'an id that is none',
      (q) => q.upsert('documents', { points: [{ id: 'a', vector: [1, 2, 3] }] }),
      400,
      /valid point ID/,
    ],
    ['no points', (q) => q.upsert('documents', { points: [] }), 400, /Empty update request/],
    ['a collection that is there', (q) => q.createCollection('documents', {}), 409, /already exists/],
  ])('refuses %s as the real one does, without an effect', async (_, use, status, text) => {
    const { got, calls } = await ask(use);
    expect(got).toMatchObject({ status, data: { status: { error: expect.stringMatching(text) } } });
    expect(calls[0]!.flaws).toEqual([{ at: expect.any(String), message: expect.stringMatching(text) }]);
    expect(calls[0]!.effect).toBeUndefined();
  });

  it('takes the dimension of the first vector that it sees, where none is declared', async () => {
    const { got } = await ask(
      async (qdrant) => {
        await qdrant.upsert('anything', { points: [{ id: 1, vector: [1, 2] }] });
        await qdrant.query('anything', near);
      },
      { collections: {} },
    );
    expect(got).toMatchObject({ data: { status: { error: expect.stringMatching(/expected dim: 2, got 3/) } } });
  });

  it('says that what it does not simulate is nobody’s fault', async () => {
    await asked('qdrant', { collections }, async (simulator) => {
      await client(simulator)
        .getAliases()
        .catch(() => {});
      expect(simulator.unsupported).toContain('is not simulated');
    });
  });
});

describe('a fault of Qdrant, to the real client', () => {
  const struck = (fault: string, params = {}) =>
    ask((qdrant) => qdrant.query('documents', near), { struck: { operation: 'query', fault, params } });
  const points = async (fault: string) =>
    ((await struck(fault)).got as { points: { id: string; score: number }[] }).points;

  it.each([
    ['zero-hits', 0],
    ['duplicate-hits', 4],
    ['more-hits-than-asked', 6],
    ['unsorted-scores', 3],
    ['null-score', 3],
    ['null-payload', 3],
  ])('%s is taken for a success with %i hits', async (fault, count) => {
    expect(await points(fault)).toHaveLength(count);
  });

  it.each([
    ['null-result', {}, { message: 'Result came uninitialized' }],
    ['error-in-200', {}, { message: 'Result came uninitialized' }],
    ['dimension-error', {}, { status: 400 }],
    ['rate-limited', { advice: 'one second' }, { retry_after: 1 }],
  ])('%s %j is an error: %j', async (fault, params, error) => {
    expect((await struck(fault, params)).got).toMatchObject(error);
  });

  it('plain-text-error loses its status in the client', async () => {
    const { got } = await struck('plain-text-error', { status: 503 });
    expect(got).toBeInstanceOf(Error);
  });

  it('stale-read: what was written is not there', async () => {
    const { got } = await ask((qdrant) => qdrant.retrieve('documents', { ids: [7] }), {
      struck: { operation: 'retrieve', fault: 'stale-read' },
    });
    expect(got).toEqual([]);
  });
});
