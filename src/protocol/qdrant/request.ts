import type { Asked } from '../asked.ts';
import { isObject, isWhole, type Json, type Refused } from '../routes.ts';
import type { Collections } from '../store/collections.ts';
import type { Wanted } from '../store/records.ts';

// What the server refuses, with the words it uses: https://api.qdrant.tech/api-reference

export const wrong = (at: string, message: string, refused = 400): Refused => ({ refused, at, message });

/** The body of a request that has to have one, and the collection that it is for. */
export function taken(asked: Asked, collections: Collections): { name: string; body: Json } | Refused {
  const name = asked.path('name') ?? '';
  if (!collections.has(name)) return wrong('call', `Not found: Collection \`${name}\` doesn't exist!`, 404);
  if (asked.request.method === 'GET') return { name, body: {} };
  const { value } = asked.body;
  return isObject(value)
    ? { name, body: value }
    : wrong('body', 'Format error in JSON body: invalid type, expected struct');
}

const uuid = /^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i;

export const isId = (id: unknown): id is string | number =>
  (isWhole(id) && id >= 0) || (typeof id === 'string' && uuid.test(id));

/** Why an id is none; undefined if it is one. */
export const wrongId = (id: unknown, at: string): Refused | undefined =>
  isId(id)
    ? undefined
    : wrong(
        at,
        `Format error in JSON body: value ${String(id)} is not a valid point ID, valid values are either an unsigned integer or a UUID`,
      );

export const isDense = (vector: unknown): vector is readonly number[] =>
  Array.isArray(vector) && vector.every((n) => typeof n === 'number');

/** Why a dense vector does not fit its collection; undefined if it fits. */
export function wrongVector(
  collections: Collections,
  name: string,
  vector: unknown,
  at: string,
  using = '',
): Refused | undefined {
  if (!isDense(vector))
    return wrong(at, 'Format error in JSON body: data did not match any variant of untagged enum VectorStruct');
  const wanted = collections.misfit(name, vector.length, using);
  if (wanted === undefined) return undefined;
  return wrong(at, `Wrong input: Vector dimension error: expected dim: ${wanted}, got ${vector.length}`);
}

/** How many hits are wanted; the server's own number is 10. */
export function limitOf(body: Json, fallback = 10): number | Refused {
  const limit = body.limit ?? fallback;
  if (!isWhole(limit)) return wrong('body/limit', `Format error in JSON body: limit: invalid type: expected usize`);
  return limit > 0
    ? limit
    : wrong('body/limit', `Validation error in JSON body: [limit: value ${limit} invalid, must be 1 or larger]`, 422);
}

/** The values that `must` demands of members of the payload. */
export function wantedBy(filter: unknown): Wanted {
  const must = isObject(filter) ? [filter.must ?? []].flat() : [];
  const demands = must.filter(isObject).flatMap(({ key, match }) => {
    const value = isObject(match) ? match.value : undefined;
    return typeof key === 'string' && !key.includes('.') && value !== undefined ? [[key, value] as const] : [];
  });
  return Object.fromEntries(demands);
}
