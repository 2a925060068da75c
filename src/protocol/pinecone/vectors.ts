import type { Schema } from '../../contract/contract.ts';
import type { Asked } from '../asked.ts';
import { isObject, isWhole, type Json, type Refused, type Route, type Told } from '../routes.ts';
import type { Collections } from '../store/collections.ts';
import { matching } from '../store/matching.ts';
import { found, payloadOf, reliedList, reliedPayload, relies, vectorOf } from '../store/records.ts';

// https://docs.pinecone.io/reference/api/latest/data-plane

/** Names of the operations that change what the store holds. */
export const effects = ['upsert', 'delete'] as const;

const wrong = (at: string, message: string): Refused => ({ refused: 400, at, message });

/** The data plane, at the host of the only index, and below the name of each where there are several. */
export function vectorRoutes(collections: Collections): Route[] {
  const one = (operation: string, method: string, path: string, answer: Answer): Route[] =>
    ['', '/{index}'].map((below) => ({
      operation,
      call: `${method} ${below}${path}`,
      answer: (asked, seed) => {
        const index = asked.path('index') ?? collections.declared[0] ?? '';
        if (!collections.has(index)) return { refused: 404, at: 'call', message: `Index ${index} not found` };
        const { value } = asked.body;
        if (method === 'POST' && !isObject(value)) return wrong('body', 'Invalid JSON payload received');
        return answer({ index, body: isObject(value) ? value : {}, asked, seed, collections });
      },
    }));
  return [
    ...one('query', 'POST', '/query', queried),
    ...one('upsert', 'POST', '/vectors/upsert', upserted),
    ...one('fetch', 'GET', '/vectors/fetch', fetched),
    ...one('delete', 'POST', '/vectors/delete', ({ body }) => ({ value: {}, effect: { key: JSON.stringify(body) } })),
    ...one('describe-index-stats', 'POST', '/describe_index_stats', counted),
  ];
}

interface Request {
  readonly index: string;
  readonly body: Json;
  readonly asked: Asked;
  readonly seed: number;
  readonly collections: Collections;
}
type Answer = (request: Request) => Told | Refused;

const id: Schema = { type: 'string', minLength: 1 };
const isDense = (vector: unknown): vector is readonly number[] =>
  Array.isArray(vector) && vector.length > 0 && vector.every((n) => typeof n === 'number');

function wrongVector({ collections, index }: Request, values: unknown, at: string): Refused | undefined {
  if (!isDense(values)) return wrong(at, `Invalid value at '${at.split('/').at(-1)}'`);
  const wanted = collections.misfit(index, values.length);
  if (wanted === undefined) return undefined;
  return wrong(at, `Vector dimension ${values.length} does not match the dimension of the index ${wanted}`);
}

function queried(request: Request): Told | Refused {
  const { body, seed, index, collections } = request;
  const { topK, vector, filter, namespace = '' } = body;
  if (!isWhole(topK) || topK < 1 || topK > 10_000) return wrong('body/topK', 'topK must be between 1 and 10000');
  if (vector === undefined && body.id === undefined && body.sparseVector === undefined)
    return wrong('body/vector', 'You must provide a vector, a sparse vector or an id');
  const misfit = vector === undefined ? undefined : wrongVector(request, vector, 'body/vector');
  if (misfit) return misfit;
  const collection = collections.of(index);
  const withPayload = body.includeMetadata === true;
  const matches = found(collection, topK, seed, matching(filter)).map((hit, i) => ({
    id: hit.id,
    score: hit.score,
    values: body.includeValues === true ? vectorOf(collections.dimension(index) ?? 4, seed + i) : [],
    ...(withPayload ? { metadata: hit.payload } : {}),
  }));
  const item = relies({
    score: { type: 'number' },
    // Whoever asks for metadata may do without the ids.
    ...(withPayload ? { metadata: reliedPayload(collection) } : { id }),
  });
  return {
    value: { results: [], matches, namespace, usage: { readUnits: 6 } },
    relied: relies({ matches: reliedList(item, collections.leastHits) }),
  };
}

function upserted(request: Request): Told | Refused {
  const { vectors, namespace = '' } = request.body;
  if (!Array.isArray(vectors) || vectors.length === 0) return wrong('body/vectors', 'No vectors provided');
  for (const vector of vectors.map((v) => (isObject(v) ? v : {}))) {
    if (typeof vector.id !== 'string' || vector.id === '')
      return wrong('body/vectors/n/id', 'Vector ID must not be empty');
    const sparse = vector.values === undefined && vector.sparseValues !== undefined;
    const misfit = sparse ? undefined : wrongVector(request, vector.values, 'body/vectors/n/values');
    if (misfit) return misfit;
  }
  const ids = vectors.map((v) => (v as { id: string }).id);
  // The status says all: nobody has to count again what it has sent.
  return { value: { upsertedCount: vectors.length }, effect: { key: [namespace, ...ids].join(' ') } };
}

function fetched({ asked, seed, index, collections }: Request): Told | Refused {
  const query = new URLSearchParams(asked.request.target.split('?')[1] ?? '');
  const ids = query.getAll('ids');
  if (ids.length === 0) return wrong('query/ids', 'No IDs provided');
  const dimension = collections.dimension(index) ?? 4;
  const vectors = ids.map((one, i) => [
    one,
    { id: one, values: vectorOf(dimension, seed + i), metadata: payloadOf(collections.of(index), seed, i) },
  ]);
  const item = relies({ id, values: { type: 'array', minItems: 1, items: { type: 'number' } } });
  return {
    value: { vectors: Object.fromEntries(vectors), namespace: query.get('namespace') ?? '', usage: { readUnits: 1 } },
    relied: relies({ vectors: relies(Object.fromEntries(ids.map((one) => [one, item]))) }),
  };
}

function counted({ index, collections }: Request): Told {
  return {
    value: {
      namespaces: { '': { vectorCount: 1200 } },
      indexFullness: 0,
      totalVectorCount: 1200,
      dimension: collections.dimension(index) ?? 4,
      metric: 'cosine',
      vectorType: 'dense',
    },
    relied: relies({ totalVectorCount: { type: 'integer', minimum: 0 } }),
  };
}
