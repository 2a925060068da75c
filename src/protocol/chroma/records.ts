import type { Schema } from '../../contract/contract.ts';
import { isObject, isWhole, type Json, type Refused, type Route, type Told } from '../routes.ts';
import { matching } from '../store/matching.ts';
import { type Found, found, payloadOf, relies, uuid, vectorOf } from '../store/records.ts';
import { base, type Known, wrong } from './managing.ts';

/** Names of the operations that change what the store holds. */
export const effects = ['upsert', 'add', 'update', 'delete'] as const;

interface Request {
  readonly name: string;
  readonly body: Json;
  readonly seed: number;
  readonly known: Known;
}
type Answer = (request: Request) => Told | Refused;

export function recordRoutes(known: Known): Route[] {
  const one = (operation: string, method: string, answer: Answer): Route => ({
    operation,
    call: `${method} ${base}/{collection}/${operation}`,
    answer: (asked, seed) => {
      const id = asked.path('collection')!;
      const name = known.name(id);
      if (name === undefined) return wrong('call', `Collection [${id}] does not exist.`, 404);
      const { value } = asked.body;
      if (method === 'POST' && !isObject(value))
        return wrong('body', 'Failed to parse the request body as JSON: expected value', 400);
      return answer({ name, body: isObject(value) ? value : {}, seed, known });
    },
  });
  return [
    one('query', 'POST', queried),
    one('get', 'POST', got),
    one('count', 'GET', () => ({ value: 1200, relied: { type: 'integer', minimum: 0 } })),
    one('add', 'POST', written),
    one('upsert', 'POST', written),
    one('update', 'POST', written),
    one('delete', 'POST', ({ body }) => ({ value: { deleted: 1 }, effect: { key: JSON.stringify(body) } })),
  ];
}

const isDense = (vector: unknown): vector is readonly number[] =>
  Array.isArray(vector) && vector.length > 0 && vector.every((n) => typeof n === 'number');

function wrongVectors({ known, name }: Request, vectors: unknown, at: string): Refused | undefined {
  if (!Array.isArray(vectors) || !vectors.every(isDense))
    return wrong(at, `Failed to deserialize the JSON body into the target type: ${at.slice(5)}: invalid type`, 422);
  for (const vector of vectors) {
    const wanted = known.collections.misfit(name, vector.length);
    if (wanted !== undefined)
      return wrong(at, `Collection expecting embedding with dimension of ${wanted}, got ${vector.length}`);
  }
  return undefined;
}

const parts = ['documents', 'metadatas', 'distances', 'embeddings', 'uris'] as const;

/** A payload is what stands beside a document in Chroma, and the document as its member `document`. */
function split({ document = null, ...metadata }: Json): { document: unknown; metadata: unknown } {
  return { document, metadata: Object.keys(metadata).length > 0 ? metadata : null };
}

function queried(request: Request): Told | Refused {
  const { body, seed, name, known } = request;
  const refused = wrongVectors(request, body.query_embeddings, 'body/query_embeddings');
  if (refused) return refused;
  const count = body.n_results ?? 10;
  if (!isWhole(count) || count < 1)
    return wrong('body/n_results', `Number of requested results ${count}, cannot be negative, or zero.`);
  const include = included(body, ['metadatas', 'documents', 'distances']);
  const all = (body.query_embeddings as unknown[]).map((_, i) =>
    found(known.of(name), count, seed + i, withDocument(body)),
  );
  const column = (part: (typeof parts)[number], of: (hit: Found, i: number) => unknown) => ({
    [part]: include.includes(part) ? all.map((hits) => hits.map(of)) : null,
  });
  return {
    value: {
      ids: all.map((hits) => hits.map(({ id }) => id)),
      ...column('embeddings', (_, i) => vectorOf(known.collections.dimension(name) ?? 4, seed + i)),
      ...column('documents', ({ payload }) => split(payload).document),
      ...column('uris', () => null),
      ...column('metadatas', ({ payload }) => split(payload).metadata),
      ...column('distances', ({ score }) => Math.round((1 - score) * 2e6) / 1e6),
      include,
    },
    relied: reliedOf(request, include, (items) => ({
      type: 'array',
      minItems: all.length,
      items: { type: 'array', minItems: known.collections.leastHits, items },
    })),
  };
}

function got(request: Request): Told | Refused {
  const { body, seed, name, known } = request;
  const include = included(body, ['metadatas', 'documents']);
  const limit = isWhole(body.limit) ? body.limit : 10;
  const ids = Array.isArray(body.ids) ? body.ids : Array.from({ length: limit }, (_, i) => uuid(seed, i));
  const records = ids.map((_, i) => split(payloadOf(known.of(name), seed, i, withDocument(body))));
  const column = (part: (typeof parts)[number], values: unknown[]) => ({
    [part]: include.includes(part) ? values : null,
  });
  return {
    value: {
      ids,
      ...column(
        'embeddings',
        ids.map((_, i) => vectorOf(known.collections.dimension(name) ?? 4, seed + i)),
      ),
      ...column(
        'documents',
        records.map(({ document }) => document),
      ),
      ...column(
        'uris',
        ids.map(() => null),
      ),
      ...column(
        'metadatas',
        records.map(({ metadata }) => metadata),
      ),
      include,
    },
    // Asked without ids, it may find none.
    relied: reliedOf(request, include, (items) => ({
      type: 'array',
      minItems: Array.isArray(body.ids) ? ids.length : 0,
      items,
    })),
  };
}

const included = ({ include }: Json, usual: readonly string[]): readonly string[] =>
  Array.isArray(include) ? include.map(String) : usual;

const withDocument = ({ where }: Json) => matching(where);

/** What a component relies on in columns: those that it asked for, with what the contract says of a payload. */
function reliedOf({ known, name }: Request, include: readonly string[], column: (items: Schema) => Schema): Schema {
  const { payload, examples } = known.of(name);
  const said = (isObject(payload) ? payload : {}) as Json;
  const { document = { type: 'string' }, ...metadata } = (said.properties ?? {}) as Readonly<Record<string, Schema>>;
  const always = payload === undefined && examples.length > 0 ? inAll(examples) : ((said.required ?? []) as string[]);
  const required = always.filter((key) => key !== 'document');
  const wants = (part: (typeof parts)[number]) => include.includes(part);
  const told = {
    ...(wants('documents') && always.includes('document') ? { documents: column(document) } : {}),
    ...(wants('metadatas') && required.length > 0
      ? { metadatas: column({ type: 'object', properties: metadata, required, additionalProperties: {} }) }
      : {}),
  };
  // Whoever asks for what stands beside the ids may do without them.
  const id = Object.keys(told).length > 0 ? {} : { type: 'string', minLength: 1 };
  return relies({
    ids: column(id),
    ...told,
    ...(wants('distances') ? { distances: column({ type: 'number', minimum: 0 }) } : {}),
  });
}

/** The members that all examples have. */
function inAll(examples: readonly unknown[]): string[] {
  const [first = {}, ...others] = examples.map((example) => (isObject(example) ? example : {}));
  return Object.keys(first).filter((key) => others.every((other) => Object.hasOwn(other, key)));
}

function written(request: Request): Told | Refused {
  const { body } = request;
  const { ids, embeddings } = body;
  if (!Array.isArray(ids) || ids.length === 0 || !ids.every((id) => typeof id === 'string' && id !== ''))
    return wrong('body/ids', 'Expected IDs to be a non-empty list of non-empty texts');
  if (new Set(ids).size < ids.length) return wrong('body/ids', 'Expected IDs to be unique, found duplicates', 400);
  const refused =
    embeddings === undefined || embeddings === null ? undefined : wrongVectors(request, embeddings, 'body/embeddings');
  // The status says all.
  return refused ?? { value: {}, effect: { key: ids.join(' ') } };
}
