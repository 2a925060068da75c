import { describe, expect, it } from '@jest/globals';
import { CohereClientV2, CohereError } from 'cohere-ai';
import { asked, named } from '../opened.ts';

const request = { model: 'rerank-v3.5', query: 'parcel', documents: ['a', 'b', 'c'] };
const ask = (use: (cohere: CohereClientV2) => Promise<unknown>, options: Parameters<typeof asked>[1] = {}) =>
  asked('cohere', options, ({ url }) => use(new CohereClientV2({ token: 'key', environment: url, maxRetries: 0 })));

describe('the simulated Cohere, to the real client', () => {
  it('ranks every document once, the best first', async () => {
    const { got, calls } = await ask((cohere) => cohere.rerank(request));
    const { results } = got as { results: { index: number; relevanceScore: number }[] };
    expect(results.map(({ index }) => index).sort()).toEqual([0, 1, 2]);
    const scores = results.map(({ relevanceScore }) => relevanceScore);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(named(calls)).toEqual(['rerank']);
  });

  it('ranks as many as asked for, otherwise for another seed', async () => {
    const first = async (seed: number) => {
      const { got } = await ask((cohere) => cohere.rerank({ ...request, topN: 1 }), { seed });
      return (got as { results: { index: number }[] }).results.map(({ index }) => index);
    };
    const all = await Promise.all([1, 2, 3, 4, 5, 6].map(first));
    expect(all.every((ranks) => ranks.length === 1)).toBe(true);
    expect(new Set(all.flat()).size).toBeGreaterThan(1);
  });

  it('embeds texts, and tells the tokens', async () => {
    const { got, calls } = await ask((cohere) =>
      cohere.embed({
        model: 'embed-v4.0',
        texts: ['one', 'two'],
        inputType: 'search_query',
        embeddingTypes: ['float'],
      }),
    );
    const { float } = (got as { embeddings: { float: number[][] } }).embeddings;
    expect(float.map((vector) => vector.length)).toEqual([1024, 1024]);
    expect(float[0]).not.toEqual(float[1]);
    expect(calls[0]).toMatchObject({ operation: 'embed', tokens: 2 });
  });

  it.each([
    ['no documents', { ...request, documents: [] }, /must not be empty/],
    ['a top_n of 0', { ...request, topN: 0 }, /top_n/],
    ['no query', { ...request, query: '' }, /query must not be empty/],
  ])('refuses %s', async (_, body, text) => {
    const { got, calls } = await ask((cohere) => cohere.rerank(body));
    expect(got).toBeInstanceOf(CohereError);
    expect(got).toMatchObject({ statusCode: 400, body: { message: expect.stringMatching(text) } });
    expect(calls[0]!.flaws).toHaveLength(1);
  });

  it('refuses a request without a key', async () => {
    const { got } = await asked('cohere', {}, async ({ url }) => {
      const response = await fetch(`${url}/v2/rerank`, { method: 'POST', body: JSON.stringify(request) });
      return [response.status, await response.json()];
    });
    expect(got).toEqual([401, { id: expect.any(String), message: 'no api key supplied' }]);
  });

  const struck = async (fault: string) => {
    const { got } = await ask((cohere) => cohere.rerank(request), { struck: { operation: 'rerank', fault } });
    return (got as { results: { index: number; relevanceScore: number | null }[] }).results;
  };
  it('faults of the ranks are taken for a success by the real client', async () => {
    expect(await struck('zero-hits')).toEqual([]);
    expect((await struck('index-out-of-range'))[0]!.index).toBe(1000);
    expect(new Set((await struck('duplicate-index')).map(({ index }) => index)).size).toBe(2);
    const scores = (await struck('unsorted-scores')).map(({ relevanceScore }) => relevanceScore!);
    expect(scores[0]).toBeLessThan(scores[2]!);
  });
});
