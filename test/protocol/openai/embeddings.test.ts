import { describe, expect, it } from '@jest/globals';
import { modelApi } from './model-api.ts';

const model = 'text-embedding-3-small';

describe('embeddings, to the real SDK', () => {
  it('are vectors of length 1, the same for the same text, in both encodings', async () => {
    await using api = await modelApi();
    const input = ['a parcel', 'a bill', 'a parcel'];
    const { data, usage } = await api.client.embeddings.create({ model, input });
    const plain = await api.client.embeddings.create({ model, input, encoding_format: 'float' });
    expect(data).toEqual(plain.data);
    expect(data.map(({ index, embedding }) => [index, embedding.length])).toEqual([0, 1, 2].map((i) => [i, 1536]));
    expect(data[0]!.embedding).toEqual(data[2]!.embedding);
    expect(data[0]!.embedding).not.toEqual(data[1]!.embedding);
    for (const { embedding } of data) expect(Math.hypot(...embedding)).toBeCloseTo(1, 5);
    const [call] = await api.simulator.end();
    expect(call).toMatchObject({ operation: 'embeddings', flaws: [], tokens: usage.total_tokens });
  });

  it('have the size that is asked for, or that of their model', async () => {
    await using api = await modelApi();
    const size = async (body: object) =>
      (await api.client.embeddings.create({ model, input: 'x', ...body })).data[0]!.embedding.length;
    expect(await size({ dimensions: 256 })).toBe(256);
    expect(await size({ model: 'text-embedding-3-large' })).toBe(3072);
    expect(await size({ input: [1, 2, 3], dimensions: 8 })).toBe(8);
  });

  it.each([
    ['an empty text', { input: '' }, null],
    ['an empty text among others', { input: ['a', ''] }, null],
    ['no texts', { input: [] }, 'input'],
    ['a number', { input: 7 }, 'input'],
    ['too many', { input: Array.from({ length: 2049 }, () => 'a') }, 'input'],
    ['an unknown encoding', { input: 'a', encoding_format: 'int8' }, 'encoding_format'],
    ['no dimension', { input: 'a', dimensions: 0 }, 'dimensions'],
    ['a size for a model that has one', { model: 'text-embedding-ada-002', input: 'a', dimensions: 8 }, null],
  ])('%s is refused', async (_, body, param) => {
    await using api = await modelApi();
    await expect(api.client.embeddings.create({ model, ...body } as never)).rejects.toMatchObject({
      status: 400,
      param,
    });
    expect((await api.simulator.end())[0]!.flaws).toHaveLength(1);
  });
});

describe('a fault of embeddings, to the real SDK', () => {
  const asked = { model, input: ['a', 'b', 'c'], dimensions: 8 };
  const embed = async (fault?: string, encoding?: 'float') => {
    await using api = await modelApi({ operation: 'embeddings', ...(fault ? { fault } : {}) });
    return (await api.client.embeddings.create({ ...asked, ...(encoding ? { encoding_format: encoding } : {}) })).data;
  };

  it('reordered-vectors: the index tells where each belongs, and the SDK leaves the order alone', async () => {
    const [healthy, data] = [await embed(), await embed('reordered-vectors')];
    expect(data.map(({ index }) => index)).toEqual([2, 1, 0]);
    expect([...data].sort((a, b) => a.index - b.index)).toEqual(healthy);
  });

  it('wrong-dimension and zero-vector reach the caller as vectors, in either encoding', async () => {
    for (const encoding of [undefined, 'float'] as const) {
      expect((await embed('wrong-dimension', encoding)).map(({ embedding }) => embedding.length)).toEqual([16, 16, 16]);
      expect((await embed('zero-vector', encoding))[0]!.embedding).toEqual(Array.from({ length: 8 }, () => 0));
    }
    expect(await embed('fewer-vectors')).toHaveLength(2);
  });

  it('floats-for-base64: this version of the SDK makes zeros of them without a word', async () => {
    const data = await embed('floats-for-base64');
    expect(data[0]!.embedding).toHaveLength(2);
    expect(Math.hypot(...data[0]!.embedding)).toBe(0);
  });
});
