import type { Collection, Schema } from '../../contract/contract.ts';
import type { Asked } from '../asked.ts';
import { isObject, type Refused, type Route } from '../routes.ts';
import type { Collections } from '../store/collections.ts';
import { relies, uuid } from '../store/records.ts';

export const base = '/api/v2/tenants/{tenant}/databases/{database}/collections';

const documentOnly: Schema = {
  type: 'object',
  required: ['document'],
  properties: { document: { type: 'string', minLength: 20 } },
  additionalProperties: false,
};

export const wrong = (at: string, message: string, refused = 400): Refused => ({ refused, at, message });

/** Collections are made by their names, and asked by the ids that the store gives them. */
export class Known {
  readonly collections: Collections;
  readonly #names = new Map<string, string>();

  constructor(collections: Collections) {
    this.collections = collections;
    for (const name of collections.declared) this.id(name);
  }

  /** Where nothing is said of its payloads, a record is a document. */
  of(name: string): Collection {
    const collection = this.collections.of(name);
    return collection.payload === undefined && collection.examples.length === 0
      ? { ...collection, payload: documentOnly }
      : collection;
  }

  id(name: string): string {
    const id = uuid(0, 'collection', name);
    this.#names.set(id, name);
    return id;
  }

  /** An id that was given before the simulation began is taken for a name, where any name is one. */
  name(id: string): string | undefined {
    const name = this.#names.get(id) ?? id;
    return this.collections.has(name) ? name : undefined;
  }
}

export function managingRoutes(known: Known): Route[] {
  const { collections } = known;
  const fixed = (operation: string, path: string, value: unknown): Route => ({
    operation,
    call: `GET /api/v2${path}`,
    answer: () => ({ value }),
  });
  return [
    fixed('heartbeat', '/heartbeat', { 'nanosecond heartbeat': 1_764_000_000_000_000_000 }),
    fixed('health', '/healthcheck', { is_executor_ready: true, is_log_client_ready: true }),
    fixed('version', '/version', '1.0.0'),
    fixed('pre-flight-checks', '/pre-flight-checks', { max_batch_size: 5461, supports_base64_encoding: false }),
    fixed('identity', '/auth/identity', { user_id: '', tenant: 'default_tenant', databases: ['default_database'] }),
    {
      operation: 'get-tenant',
      call: 'GET /api/v2/tenants/{tenant}',
      answer: (asked) => ({ value: { name: asked.path('tenant') } }),
    },
    {
      operation: 'get-database',
      call: 'GET /api/v2/tenants/{tenant}/databases/{database}',
      answer: (asked) => {
        const [name, tenant] = [asked.path('database')!, asked.path('tenant')!];
        return { value: { id: uuid(0, 'database', tenant, name), name, tenant } };
      },
    },
    {
      operation: 'list-collections',
      call: `GET ${base}`,
      answer: (asked) => ({
        value: collections.names.map((name) => described(known, name, asked)),
        relied: { type: 'array' },
      }),
    },
    { operation: 'create-collection', call: `POST ${base}`, answer: (asked) => created(known, asked) },
    {
      operation: 'get-collection',
      call: `GET ${base}/{collection}`,
      answer: (asked) => {
        const name = asked.path('collection')!;
        return collections.has(name) ? told(known, name, asked) : unknown(name);
      },
    },
  ];
}

const unknown = (name: string) => wrong('call', `Collection [${name}] does not exist.`, 404);

const told = (known: Known, name: string, asked: Asked) => ({
  value: described(known, name, asked),
  relied: relies({ id: { type: 'string', format: 'uuid' }, name: { const: name } }),
});

function created(known: Known, asked: Asked) {
  const { value } = asked.body;
  const name = isObject(value) ? value.name : undefined;
  if (!isObject(value) || typeof name !== 'string') return wrong('body/name', 'missing field `name`', 422);
  if (!/^[a-zA-Z0-9][a-zA-Z0-9._-]{1,510}[a-zA-Z0-9]$/.test(name))
    return wrong(
      'body/name',
      `Expected a name containing 3-512 characters from [a-zA-Z0-9._-], starting and ending with a character in [a-zA-Z0-9]. Got: ${name}`,
    );
  const made = known.collections.make(name) || value.get_or_create === true;
  return made ? told(known, name, asked) : wrong('call', `Collection [${name}] already exists`, 409);
}

const described = (known: Known, name: string, asked: Asked) => ({
  id: known.id(name),
  name,
  configuration_json: {
    hnsw: {
      space: 'l2',
      ef_construction: 100,
      ef_search: 100,
      max_neighbors: 16,
      resize_factor: 1.2,
      sync_threshold: 1000,
    },
    spann: null,
    embedding_function: null,
  },
  schema: null,
  metadata: null,
  dimension: known.collections.dimension(name) ?? null,
  tenant: asked.path('tenant'),
  database: asked.path('database'),
  log_position: 0,
  version: 0,
});
