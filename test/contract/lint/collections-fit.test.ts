import { describe, expect, it } from '@jest/globals';
import { linted } from '../linted.ts';

const contract = (store: string) => `shakedown: 1
component:
  name: ask
  launch: { command: "node app.mjs \${port} \${store.url}" }
upstream:
  ask:
    call: POST /v1/ask
    answers: { ok: { status: 200 } }
downstream:
  store: { ${store}, on-failure: ok }
`;

const cases: readonly (readonly [store: string, ...says: string[]])[] = [
  ['protocol: qdrant'],
  ['protocol: qdrant, collections: { documents: {} }'],
  [
    'protocol: pinecone, collections: { documents: { dimension: 3, payload: { type: object, required: [a] }, examples: [{ a: 1 }] } }',
  ],
  [
    'protocol: cohere, collections: { documents: {} }',
    'a.contract.yaml:10:30: error: A dependency with `protocol: cohere` holds no collections. Remove `collections`, or name the store: qdrant, pinecone, chroma. [collections-fit]',
  ],
  [
    'protocol: chroma, collections: { documents: { payload: { type: object, required: [a] }, examples: [{}] } }',
    'a.contract.yaml:10:111: error: The example does not satisfy its own schema: it misses "a". Correct the example, or the schema. [example-valid]',
  ],
  [
    'protocol: qdrant, collections: { documents: { payload: { type: nothing } } }',
    expect.stringContaining('This is not a valid JSON Schema') as never,
  ],
  [
    'protocol: qdrant, collections: { documents: { dimensions: 3 } }',
    expect.stringMatching(/10:58: .*Did you mean `dimension`\?/) as never,
  ],
  [
    'protocol: qdrant, collection: { documents: {} }',
    expect.stringMatching(/10:30: .*Did you mean `collections`\?/) as never,
  ],
];

describe('collections-fit', () => {
  it.each(cases)('%s', (store, ...says) => {
    expect(linted({ 'a.contract.yaml': contract(store) })).toEqual(says);
  });
});
