import { isObject, type Json, type Refused, type Route, type Told } from '../routes.ts';
import type { Collections } from '../store/collections.ts';
import { wrapped } from './reading.ts';
import { taken, wrong, wrongId, wrongVector } from './request.ts';

/** Names of the operations that change what the store holds. */
export const effects = ['upsert', 'delete'] as const;

/** Everything that changes points. A point is known by its id: the same one again is no second effect. */
export function writingRoutes(collections: Collections): Route[] {
  const of =
    (answer: (body: Json, name: string) => Refused | string): Route['answer'] =>
    (asked) => {
      const request = taken(asked, collections);
      if ('refused' in request) return request;
      const key = answer(request.body, request.name);
      return typeof key === 'string' ? done(key, asked.query('wait') === 'true') : key;
    };
  return [
    {
      operation: 'upsert',
      call: 'PUT /collections/{name}/points',
      answer: of((body, name) => upserted(collections, name, body)),
    },
    {
      operation: 'delete',
      call: 'POST /collections/{name}/points/delete',
      answer: of((body) => JSON.stringify(body)),
    },
  ];
}

// The status says all: nobody has to look at the number of an operation.
const done = (key: string, waited: boolean): Told => ({
  value: wrapped({ operation_id: 41, status: waited ? 'completed' : 'acknowledged' }),
  effect: { key },
});

interface Point {
  readonly id: unknown;
  readonly vector: unknown;
}

/** What the points of an upsert are known by; else why it is refused. */
function upserted(collections: Collections, name: string, body: Json): Refused | string {
  const points = pointsOf(body);
  if (!points) return wrong('body/points', 'Format error in JSON body: missing field `points`');
  if (points.length === 0) return wrong('body/points', 'Wrong input: Empty update request', 400);
  for (const { id, vector } of points) {
    const refused = wrongId(id, 'body/points/n/id') ?? wrongVectors(collections, name, vector);
    if (refused) return refused;
  }
  return points.map(({ id }) => String(id)).join(' ');
}

function pointsOf({ points, batch }: Json): Point[] | undefined {
  if (Array.isArray(points)) return points.map((p) => (isObject(p) ? (p as unknown as Point) : { id: p, vector: p }));
  if (!isObject(batch) || !Array.isArray(batch.ids) || !Array.isArray(batch.vectors)) return undefined;
  const { vectors } = batch;
  return batch.ids.map((id, i) => ({ id, vector: (vectors as unknown[])[i] }));
}

/** One vector, or some with names; what is not dense, such as a sparse one, has no dimension. */
function wrongVectors(collections: Collections, name: string, vector: unknown): Refused | undefined {
  const at = 'body/points/n/vector';
  if (!isObject(vector)) return wrongVector(collections, name, vector, at);
  for (const [using, named] of Object.entries(vector)) {
    const refused = Array.isArray(named) ? wrongVector(collections, name, named, `${at}/${using}`, using) : undefined;
    if (refused) return refused;
  }
  return undefined;
}
