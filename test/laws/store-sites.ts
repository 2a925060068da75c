import type { Collection, Dependency } from '../../src/contract/contract.ts';
import { brought } from '../dependencies.ts';
import type { LawSite } from './sites.ts';

// What the laws of faults are tried on of the services that find, rank and infer.

const documents: Collection = {
  dimension: 3,
  payload: {
    type: 'object',
    required: ['document', 'lang'],
    properties: { document: { type: 'string', minLength: 1 }, lang: { enum: ['de', 'en'] } },
  },
  examples: [
    { document: 'Grüße, „schöne“ 😀', lang: 'de' },
    { document: 'a "quoted" text', lang: 'en' },
  ],
};
const store = (protocol: string): Dependency => brought(protocol, { collections: { documents } });
const keyed = { 'api-key': 'key' };
const chroma = '/api/v2/tenants/t/databases/d/collections/documents';

const site = (
  what: string,
  dependency: Dependency,
  operation: string,
  call: string,
  more: Pick<LawSite, 'body' | 'headers'> = {},
): LawSite => ({ what, dependency, operation, call, ...more });

/** At the first of them all faults are tried; at the others those that only such services have. */
export const storeSites: readonly [LawSite, ...LawSite[]] = [
  site('hits of Qdrant', store('qdrant'), 'query', 'POST /collections/documents/points/query', {
    body: { query: [0.1, 0.2, 0.3], limit: 4, with_payload: true },
  }),
  site('records of Qdrant', store('qdrant'), 'retrieve', 'POST /collections/documents/points', {
    body: { ids: [1, 2] },
  }),
  site('an upsert to Qdrant', store('qdrant'), 'upsert', 'PUT /collections/documents/points', {
    body: { points: [{ id: 1, vector: [1, 2, 3] }] },
  }),
  site('matches of Pinecone', store('pinecone'), 'query', 'POST /query', {
    body: { vector: [0.1, 0.2, 0.3], topK: 3, includeMetadata: true },
    headers: keyed,
  }),
  site('vectors of Pinecone', store('pinecone'), 'fetch', 'GET /vectors/fetch?ids=a&ids=b', { headers: keyed }),
  site('columns of Chroma', brought('chroma'), 'query', `POST ${chroma}/query`, {
    body: { query_embeddings: [[0.1, 0.2, 0.3]], n_results: 3, include: ['documents', 'metadatas', 'distances'] },
  }),
  site('ranks of Cohere', brought('cohere'), 'rerank', 'POST /v2/rerank', {
    body: { model: 'rerank-v3.5', query: 'a', documents: ['x', 'y', 'z'] },
  }),
  site('outputs of a model', brought('kserve'), 'infer', 'POST /v2/models/risk/infer', {
    body: { inputs: [{ name: 'in', shape: [2, 2], datatype: 'FP32', data: [1, 2, 3, 4] }] },
  }),
];
