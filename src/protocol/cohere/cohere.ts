import { documentFaults } from '../documents/index.ts';
import { rankFaults } from '../hits/index.ts';
import type { Protocol, Received } from '../protocol.ts';
import { type Refused, type Route, routed } from '../routes.ts';
import { embedded } from './embed.ts';
import { errorReply, headers } from './errors.ts';
import { ranked } from './rerank.ts';

/** The second version of the API of Cohere: rerank and embed. */
export const cohere: Protocol = {
  name: 'cohere',
  summary: 'the API of Cohere (v2): rerank and embed',
  operations: 'built in',
  faults: [...documentFaults, ...rankFaults],
  open: () => routed(routes, { error: errorReply, headers, refuses: keyless, knows }),
  error: errorReply,
};

const routes: readonly Route[] = [
  {
    operation: 'rerank',
    call: 'POST /v2/rerank',
    answer: (asked, seed, nonce) => ranked(asked.body.value, seed, nonce),
  },
  {
    operation: 'embed',
    call: 'POST /v2/embed',
    answer: (asked, seed, nonce) => embedded(asked.body.value, seed, nonce),
  },
];

const knows =
  /^\/v[12]\/(chat|embed|embed-jobs|rerank|classify|tokenize|detokenize|models|datasets|connectors|finetuning|generate|summarize|check-api-key)(\/|$)/;

function keyless({ headers: sent }: Received): Refused | undefined {
  const keyed = sent.some(([name, value]) => name.toLowerCase() === 'authorization' && /^Bearer \S/i.test(value));
  return keyed ? undefined : { refused: 401, at: 'header/authorization', message: 'no api key supplied' };
}
