import type { ReadStream } from './reference-client.ts';

interface Embedding {
  readonly index?: unknown;
  readonly embedding?: unknown;
}

/** Embeddings in the order of their places. A lenient reader takes floats where base64 was asked for. */
export const readEmbeddings =
  (packs: boolean): ReadStream =>
  (body, _type, care) =>
    ordered(body, packs && care === 'lenient');

function ordered(body: string, packs: boolean): { readonly value: unknown } | undefined {
  let value: { readonly data?: unknown };
  try {
    value = JSON.parse(body);
    JSON.stringify(value);
  } catch {
    return undefined;
  }
  if (!Array.isArray(value?.data)) return { value };
  const placed = value.data.every((one) => typeof one?.index === 'number');
  const data = placed ? [...(value.data as { index: number }[])].sort((a, b) => a.index - b.index) : value.data;
  return { value: { ...value, data: data.map((one: Embedding) => packed(one, packs)) } };
}

function packed(one: Embedding, packs: boolean): unknown {
  if (typeof one !== 'object' || one === null) return one;
  const { index: _, ...rest } = one;
  if (!packs || !Array.isArray(one.embedding)) return rest;
  return { ...rest, embedding: Buffer.from(Float32Array.from(one.embedding as number[]).buffer).toString('base64') };
}
