import { documentFaults } from '../documents/index.ts';
import { hitFaults } from '../hits/index.ts';
import type { Protocol, Received } from '../protocol.ts';
import { type Refused, routed } from '../routes.ts';
import { Collections } from '../store/collections.ts';
import { errorReply, headers } from './errors.ts';
import { indexRoutes } from './indexes.ts';
import { effects, vectorRoutes } from './vectors.ts';

/** The API of Pinecone: its indexes, and the vectors of one index at each host. */
export const pinecone: Protocol = {
  name: 'pinecone',
  summary: 'the vector store Pinecone: queries, vectors and the description of indexes',
  operations: 'built in',
  effects,
  collections: true,
  faults: [...documentFaults, ...hitFaults],
  open: (dependency) => {
    const collections = new Collections(dependency);
    const routes = [...indexRoutes(collections, dependency.tls ? 'https' : 'http'), ...vectorRoutes(collections)];
    return routed(routes, { error: errorReply, headers, refuses: keyless, knows });
  },
  error: errorReply,
};

const knows =
  /\/(indexes|collections|backups|restore-jobs|vectors|namespaces|records|bulk|describe_index_stats|query)(\/|$)/;

function keyless({ headers: sent }: Received): Refused | undefined {
  const keyed = sent.some(([name, value]) => name.toLowerCase() === 'api-key' && value.trim() !== '');
  return keyed ? undefined : { refused: 401, at: 'header/api-key', message: 'Invalid API Key' };
}
