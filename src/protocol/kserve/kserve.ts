import type { Header, Reply } from '../../fault/reply.ts';
import type { ErrorDetails, Protocol } from '../protocol.ts';
import { type Route, routed } from '../routes.ts';
import { relies } from '../store/records.ts';
import { inferred } from './infer.ts';
import { modelNotReady } from './model-not-ready.ts';
import { wrongShape } from './wrong-shape.ts';

/** The Open Inference Protocol v2, as KServe, Triton and Seldon speak it: https://github.com/kserve/open-inference-protocol */
export const kserve: Protocol = {
  name: 'kserve',
  summary: 'the Open Inference Protocol (v2) of KServe, Triton and others: models, their health, and infer',
  operations: 'built in',
  faults: [wrongShape, modelNotReady],
  open: ({ replies }) => routed(routes(replies), { error: errorReply, headers, knows }),
  error: errorReply,
};

const knows = /^\/v2(\/|$)/;
const headers = (nonce: string): readonly Header[] => [['x-request-id', nonce]];

const byStatus: Readonly<Record<number, string>> = {
  400: "expected 1 inputs but got 0 inputs for model 'model'",
  401: 'Unauthorized',
  404: 'Model with name model does not exist.',
  429: 'Exceeds maximum queue size',
  500: 'RuntimeError: CUDA out of memory',
  503: 'Model with name model is not ready.',
};

function errorReply(status: number, { message, marker, nonce }: ErrorDetails): Reply {
  const said = message ?? byStatus[status] ?? 'the request failed';
  return {
    status,
    headers: [['content-type', 'application/json'], ...headers(nonce)],
    body: Buffer.from(JSON.stringify({ error: marker ? `${said} (${marker})` : said })),
    documents: [],
  };
}

function routes(replies: readonly unknown[]): Route[] {
  const both = (operation: string, method: string, path: string, answer: Route['answer']): Route[] =>
    ['/v2/models/{model}', '/v2/models/{model}/versions/{version}'].map((model) => ({
      operation,
      call: `${method} ${model}${path}`,
      answer,
    }));
  return [
    {
      operation: 'server',
      call: 'GET /v2',
      answer: () => ({ value: { name: 'kserve', version: '0.15.0', extensions: [] } }),
    },
    { operation: 'live', call: 'GET /v2/health/live', answer: () => ({ value: { live: true } }) },
    { operation: 'ready', call: 'GET /v2/health/ready', answer: () => ({ value: { ready: true } }) },
    ...both('model-ready', 'GET', '/ready', (asked) => ({ value: { name: asked.path('model'), ready: true } })),
    ...both('model', 'GET', '', (asked) => ({
      value: { name: asked.path('model'), versions: ['1'], platform: '', inputs: [], outputs: [] },
      relied: relies({ name: { type: 'string', pattern: '.' } }),
    })),
    ...both('infer', 'POST', '/infer', (asked, seed) => inferred(asked, replies, seed)),
  ];
}
