import { describe, expect, it } from '@jest/globals';
import { linted } from '../linted.ts';

const contract = (store: string, told = '${store.host}:${store.port}') => `shakedown: 1
component:
  name: ask
  launch:
    command: node app.mjs \${port}
    env: { STORE: "${told}" }
upstream:
  ask:
    call: POST /v1/ask
    answers: { ok: { status: 200 } }
downstream:
  store: ${store}
`;

const cases: readonly (readonly [store: string, ...says: string[]])[] = [
  ['{ protocol: tcp, target: 127.0.0.1:5432, on-failure: ok }'],
  ['{ protocol: tcp, target: "[::1]:5432", on-failure: ok }'],
  ['{ protocol: tcp, target: db.internal:5432, on-failure: ok }'],
  [
    '{ protocol: tcp, on-failure: ok }',
    'a.contract.yaml:12:3: error: `store` names no real server, and `protocol: tcp` simulates none. Add `target:` with its address, such as 127.0.0.1:5432. [target-fits]',
  ],
  [
    '{ protocol: openai, target: 127.0.0.1:5432, on-failure: ok }',
    'a.contract.yaml:12:30: error: `store` is simulated (`protocol: openai`): it has no real server. Remove `target`, or write `protocol: tcp`. [target-fits]',
  ],
  [
    '{ protocol: tcp, target: 127.0.0.1:70000, on-failure: ok }',
    'a.contract.yaml:12:35: error: There is no port 70000. Write one from 1 to 65535. [target-fits]',
  ],
  [
    '{ protocol: tcp, target: 5432, on-failure: ok }',
    'a.contract.yaml:12:35: error: `downstream.store.target` is 5432; it must be an address such as 127.0.0.1:5432. Write `127.0.0.1:5432`. [shape]',
  ],
  [
    '{ protocol: tcp, target: 127.0.0.1:5432, replies: [a], on-failure: ok }',
    'a.contract.yaml:12:51: error: The real server of `store` has replies of its own. Remove `replies`. [target-fits]',
  ],
  [
    '{ protocol: tcp, target: 127.0.0.1:5432, operations: { q: { call: GET /q } }, on-failure: ok }',
    'a.contract.yaml:12:51: error: `protocol: tcp` brings its own operations. Remove `operations`, or use `protocol: http`. [operations-fit]',
  ],
];

describe('target-fits', () => {
  it.each(cases)('%s', (store, ...says) => {
    expect(linted({ 'a.contract.yaml': contract(store) })).toEqual(says);
  });

  it('tells of a placeholder that is nearly right, and of a component that is never told where the server is', () => {
    const store = '{ protocol: tcp, target: 127.0.0.1:5432, on-failure: ok }';
    expect(linted({ 'a.contract.yaml': contract(store, '${stor.port}') })).toEqual([
      'a.contract.yaml:6:19: error: `${stor.port}` names no dependency: there is no `downstream.stor`. Did you mean `${store.port}`? [placeholder-known]',
    ]);
    expect(linted({ 'a.contract.yaml': contract(store, 'x') })).toEqual([
      'a.contract.yaml:12:3: warning: The component is never told where `store` is. Add `STORE_URL: ${store.url}` to `component.launch.env`. [placeholder-known]',
    ]);
  });
});
