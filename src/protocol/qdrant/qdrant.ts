import { documentFaults } from '../documents/index.ts';
import { hitFaults } from '../hits/index.ts';
import type { Protocol } from '../protocol.ts';
import { routed } from '../routes.ts';
import { Collections } from '../store/collections.ts';
import { errorReply, headers } from './errors.ts';
import { managingRoutes } from './managing.ts';
import { nullResult } from './null-result.ts';
import { readingRoutes } from './reading.ts';
import { effects, writingRoutes } from './writing.ts';

/** The REST API of Qdrant: searches, points and collections. */
export const qdrant: Protocol = {
  name: 'qdrant',
  summary: 'the vector store Qdrant: searches, points and collections',
  operations: 'built in',
  effects,
  collections: true,
  faults: [...documentFaults, ...hitFaults, nullResult],
  open: (dependency) => {
    const collections = new Collections(dependency);
    const routes = [...managingRoutes(collections), ...readingRoutes(collections), ...writingRoutes(collections)];
    return routed(routes, { error: errorReply, headers, knows });
  },
  error: errorReply,
};

const knows = /^\/(collections|aliases|snapshots|cluster|telemetry|metrics|issues|locks|shards)(\/|$)/;
