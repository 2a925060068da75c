import { documentFaults } from '../documents/index.ts';
import { hitFaults } from '../hits/index.ts';
import type { Protocol } from '../protocol.ts';
import { routed } from '../routes.ts';
import { Collections } from '../store/collections.ts';
import { errorReply, headers } from './errors.ts';
import { Known, managingRoutes } from './managing.ts';
import { noInnerList } from './no-inner-list.ts';
import { effects, recordRoutes } from './records.ts';

/** The second version of the API of Chroma: records of collections, and the collections. */
export const chroma: Protocol = {
  name: 'chroma',
  summary: 'the vector store Chroma (API v2): queries, records and collections',
  operations: 'built in',
  effects,
  collections: true,
  faults: [...documentFaults, ...hitFaults, noInnerList],
  open: (dependency) => {
    const known = new Known(new Collections(dependency));
    return routed([...managingRoutes(known), ...recordRoutes(known)], { error: errorReply, headers, knows });
  },
  error: errorReply,
};

const knows = /^\/api\/v2(\/|$)/;
