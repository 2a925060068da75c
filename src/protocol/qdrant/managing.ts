import { isObject, isWhole, type Json, type Route, type Told } from '../routes.ts';
import type { Collections } from '../store/collections.ts';
import { relies } from '../store/records.ts';
import { wrapped } from './reading.ts';
import { taken, wrong } from './request.ts';

/** What is asked of the server itself, and of a collection as a whole. */
export function managingRoutes(collections: Collections): Route[] {
  const name = { operation: 'version', call: 'GET /' };
  const said = { title: 'qdrant - vector search engine', version: '1.18.0', commit: '7e4d1b0' };
  return [
    { ...name, answer: () => ({ value: said }) },
    ...['healthz', 'livez', 'readyz'].map(
      (path): Route => ({
        operation: 'health',
        call: `GET /${path}`,
        answer: () => ({ value: `${path} check passed`, plain: true }),
      }),
    ),
    {
      operation: 'list-collections',
      call: 'GET /collections',
      answer: () => ({
        value: wrapped({ collections: collections.names.map((n) => ({ name: n })) }),
        relied: relies({ result: relies({ collections: { type: 'array' } }) }),
      }),
    },
    {
      operation: 'collection-exists',
      call: 'GET /collections/{name}/exists',
      answer: (asked) => ({
        value: wrapped({ exists: collections.has(asked.path('name')!) }),
        relied: relies({ result: relies({ exists: { type: 'boolean' } }) }),
      }),
    },
    {
      operation: 'get-collection',
      call: 'GET /collections/{name}',
      answer: (asked) => {
        const request = taken(asked, collections);
        return 'refused' in request ? request : described(collections.dimension(request.name) ?? 4);
      },
    },
    {
      operation: 'create-collection',
      call: 'PUT /collections/{name}',
      answer: (asked) => {
        const wanted = asked.path('name')!;
        const { value } = asked.body;
        if (!isObject(value)) return wrong('body', 'Format error in JSON body: invalid type, expected struct');
        if (collections.make(wanted, sizeOf(value))) return { value: wrapped(true) };
        return wrong('call', `Wrong input: Collection \`${wanted}\` already exists!`, 409);
      },
    },
    {
      operation: 'create-index',
      call: 'PUT /collections/{name}/index',
      answer: (asked) => {
        const request = taken(asked, collections);
        return 'refused' in request ? request : { value: wrapped({ operation_id: 40, status: 'completed' }) };
      },
    },
  ];
}

/** The dimension that a collection is made with; undefined where its vectors have names. */
function sizeOf({ vectors }: Json): number | undefined {
  return isObject(vectors) && isWhole(vectors.size) ? vectors.size : undefined;
}

const described = (size: number): Told => ({
  value: wrapped({
    status: 'green',
    optimizer_status: 'ok',
    indexed_vectors_count: 1200,
    points_count: 1200,
    segments_count: 2,
    config: {
      params: {
        vectors: { size, distance: 'Cosine' },
        shard_number: 1,
        replication_factor: 1,
        write_consistency_factor: 1,
        on_disk_payload: true,
      },
      hnsw_config: { m: 16, ef_construct: 100, full_scan_threshold: 10000, max_indexing_threads: 0, on_disk: false },
      optimizer_config: {
        deleted_threshold: 0.2,
        vacuum_min_vector_number: 1000,
        default_segment_number: 0,
        max_segment_size: null,
        memmap_threshold: null,
        indexing_threshold: 10000,
        flush_interval_sec: 5,
        max_optimization_threads: null,
      },
      wal_config: { wal_capacity_mb: 32, wal_segments_ahead: 0 },
      quantization_config: null,
    },
    payload_schema: {},
  }),
  relied: relies({ result: { type: 'object' } }),
});
