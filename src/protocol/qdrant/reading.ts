import type { Schema } from '../../contract/contract.ts';
import type { Asked } from '../asked.ts';
import { isObject, type Json, type Refused, type Route, type Told } from '../routes.ts';
import type { Collections } from '../store/collections.ts';
import { found, payloadOf, reliedList, reliedPayload, relies, uuid, vectorOf } from '../store/records.ts';
import { isId, limitOf, taken, wantedBy, wrong, wrongId, wrongVector } from './request.ts';

/** A result as the server wraps it up. */
export const wrapped = (result: unknown) => ({ result, status: 'ok', time: 0.000213 });

/** Everything that is asked and changes nothing. */
export function readingRoutes(collections: Collections): Route[] {
  const of =
    (answer: (body: Json, name: string, seed: number, asked: Asked) => Told | Refused): Route['answer'] =>
    (asked, seed) => {
      const request = taken(asked, collections);
      return 'refused' in request ? request : answer(request.body, request.name, seed, asked);
    };
  const query: Search = { vector: queried, spread: (points) => ({ points }), relied: (points) => relies({ points }) };
  const search: Search = { vector: searched, spread: (points) => points, relied: (points) => points };
  return [
    {
      operation: 'query',
      call: 'POST /collections/{name}/points/query',
      answer: of((body, name, seed) => hits(collections, query, name, body, seed)),
    },
    {
      operation: 'search',
      call: 'POST /collections/{name}/points/search',
      answer: of((body, name, seed) => hits(collections, search, name, body, seed)),
    },
    {
      operation: 'query-batch',
      call: 'POST /collections/{name}/points/query/batch',
      answer: of((body, name, seed) => batch(collections, query, name, body, seed)),
    },
    {
      operation: 'count',
      call: 'POST /collections/{name}/points/count',
      answer: of(() => ({ value: wrapped({ count: 1200 }), relied: relies({ result: relies({ count: whole }) }) })),
    },
    {
      operation: 'scroll',
      call: 'POST /collections/{name}/points/scroll',
      answer: of((body, name, seed) => scrolled(collections, name, body, seed)),
    },
    {
      operation: 'retrieve',
      call: 'POST /collections/{name}/points',
      answer: of((body, name, seed) => retrieved(collections, name, body, seed)),
    },
    {
      operation: 'get-point',
      call: 'GET /collections/{name}/points/{id}',
      answer: of((_, name, seed, asked) => onePoint(collections, name, asked.path('id')!, seed)),
    },
  ];
}

/** How a search says its vector, and how its hits are wrapped up. */
interface Search {
  /** The dense vector of a request; undefined where it asks for something else than what is near a vector. */
  vector(body: Json): { readonly value: unknown; readonly at: string; readonly using: string } | undefined;
  spread(points: readonly unknown[]): unknown;
  relied(points: Schema): Schema;
}

const whole: Schema = { type: 'integer', minimum: 0 };
const id: Schema = { type: ['string', 'integer'], minLength: 1, format: 'uuid' };

function queried({ query, using }: Json): ReturnType<Search['vector']> {
  const nearest = isObject(query) ? query.nearest : query;
  const dense = Array.isArray(nearest);
  return dense
    ? { value: nearest, at: isObject(query) ? 'body/query/nearest' : 'body/query', using: String(using ?? '') }
    : undefined;
}

function searched({ vector }: Json): ReturnType<Search['vector']> {
  if (isObject(vector) && !Array.isArray(vector.vector)) return undefined;
  return isObject(vector)
    ? { value: vector.vector, at: 'body/vector/vector', using: String(vector.name ?? '') }
    : { value: vector, at: 'body/vector', using: '' };
}

function hits(collections: Collections, search: Search, name: string, body: Json, seed: number): Told | Refused {
  const limit = limitOf(body);
  if (typeof limit !== 'number') return limit;
  const vector = search.vector(body);
  const misfit = vector && wrongVector(collections, name, vector.value, vector.at, vector.using);
  if (misfit) return misfit;
  const collection = collections.of(name);
  const withPayload = wantsPayload(body.with_payload, false);
  const wide = body.with_vector ?? body.with_vectors;
  const points = found(collection, limit, seed, wantedBy(body.filter)).map((hit, i) => ({
    id: hit.id,
    version: 3 + i,
    score: hit.score,
    ...(withPayload ? { payload: hit.payload } : {}),
    ...(wide === true ? { vector: vectorOf(collections.dimension(name) ?? 4, seed + i) } : {}),
  }));
  const item = relies({
    score: { type: 'number' },
    // Whoever asks for payloads may do without the ids.
    ...(withPayload ? { payload: reliedPayload(collection) } : { id }),
  });
  return {
    value: wrapped(search.spread(points)),
    relied: relies({ result: search.relied(reliedList(item, collections.leastHits)) }),
  };
}

/** `with_payload` can also be a list of members, or a rule for them: then there is one. */
const wantsPayload = (wanted: unknown, fallback: boolean): boolean =>
  wanted === undefined || wanted === null ? fallback : wanted !== false;

function batch(collections: Collections, search: Search, name: string, body: Json, seed: number): Told | Refused {
  if (!Array.isArray(body.searches))
    return wrong('body/searches', 'Format error in JSON body: missing field `searches`');
  const all = body.searches.map((one, i) => hits(collections, search, name, isObject(one) ? one : {}, seed + i));
  const refused = all.find((one) => 'refused' in one);
  if (refused) return refused as Refused;
  const results = (all as Told[]).map(({ value }) => (value as { result: unknown }).result);
  const [first] = all as Told[];
  const inner = (first?.relied as { properties: { result: Schema } } | undefined)?.properties.result ?? true;
  return { value: wrapped(results), relied: relies({ result: reliedList(inner, Math.min(1, results.length)) }) };
}

function scrolled(collections: Collections, name: string, body: Json, seed: number): Told | Refused {
  const limit = limitOf(body);
  if (typeof limit !== 'number') return limit;
  const collection = collections.of(name);
  const withPayload = wantsPayload(body.with_payload, true);
  const points = found(collection, limit, seed, wantedBy(body.filter)).map((hit) => ({
    id: hit.id,
    ...(withPayload ? { payload: hit.payload } : {}),
  }));
  const item = relies({ id, ...(withPayload ? { payload: reliedPayload(collection) } : {}) });
  return {
    value: wrapped({ points, next_page_offset: null }),
    relied: relies({ result: relies({ points: reliedList(item, 0) }) }),
  };
}

function retrieved(collections: Collections, name: string, body: Json, seed: number): Told | Refused {
  const ids = body.ids;
  if (!Array.isArray(ids)) return wrong('body/ids', 'Format error in JSON body: missing field `ids`');
  const refused = ids.map((one) => wrongId(one, 'body/ids/n')).find((one) => one !== undefined);
  if (refused) return refused;
  const collection = collections.of(name);
  const withPayload = wantsPayload(body.with_payload, true);
  const records = ids.map((one, i) => record(collections, name, one, seed, i, withPayload));
  const item = relies({ id, ...(withPayload ? { payload: reliedPayload(collection) } : {}) });
  return { value: wrapped(records), relied: relies({ result: reliedList(item, Math.min(1, ids.length)) }) };
}

function onePoint(collections: Collections, name: string, text: string, seed: number): Told | Refused {
  const point = /^\d+$/.test(text) ? Number(text) : text;
  if (!isId(point)) return wrong('path/id', `Wrong input: Can not recognize "${text}" as point id`);
  const item = relies({ id, payload: reliedPayload(collections.of(name)) });
  return { value: wrapped(record(collections, name, point, seed, 0, true)), relied: relies({ result: item }) };
}

const record = (
  collections: Collections,
  name: string,
  point: unknown,
  seed: number,
  i: number,
  withPayload: boolean,
) => ({
  id: point ?? uuid(seed, i),
  ...(withPayload ? { payload: payloadOf(collections.of(name), seed, i) } : {}),
});
