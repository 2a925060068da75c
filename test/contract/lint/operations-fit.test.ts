import { describe, expect, it } from '@jest/globals';
import { type Change, changed } from '../linted.ts';

const changes: readonly Change[] = [
  {
    change: ['      path: { id: { type: string } }\n', ''],
    says: [
      'a.contract.yaml:15:11: error: The path parameter {id} has no schema. Add `path: { id: { type: string } }` to `accepts`. [operations-fit]',
    ],
  },
  {
    change: ['path: { id: {', 'path: { idd: {'],
    says: [
      'a.contract.yaml:18:15: error: The path /v1/triage/{id} has no parameter {idd}. Did you mean {id}? [operations-fit]',
    ],
  },
  {
    change: ['path: { id: {', 'path: { more: { type: string }, id: {'],
    says: [
      'a.contract.yaml:18:15: error: The path /v1/triage/{id} has no parameter {more}. Write {more} into the call, or remove this schema. [operations-fit]',
    ],
  },
  {
    change: ['path: { id: { type: string } }', 'path: { id: 5 }'],
    says: [
      'a.contract.yaml:18:19: error: `upstream.classify.accepts.path.id` is 5; it must be a JSON Schema, or { $ref: file.json }. Write `{ $ref: schemas/body.json }`. [shape]',
    ],
  },
  {
    change: ["expects: { headers: { x-tenant: '.+' } }", 'expects: { path: { id: { type: string }, more: {} } }'],
    says: [
      'a.contract.yaml:45:50: error: The path /search/{id} has no parameter {more}. Write {more} into the call, or remove this schema. [operations-fit]',
    ],
  },
  {
    change: ['echo: { /id: path.id }', 'echo: { /id: path.name }'],
    says: [
      'a.contract.yaml:50:24: error: `path.name` names no part of /search/{id}. There are: path.id. [operations-fit]',
    ],
  },
  {
    change: ['call: GET /search/{id}', 'call: GET /search'],
    says: [
      'a.contract.yaml:50:24: error: `path.id` names no part of /search. The path has no {parameter}. [operations-fit]',
    ],
  },
  {
    change: ['    protocol: openai\n', '    protocol: http\n'],
    says: [
      'a.contract.yaml:33:3: error: `llm` declares no operations: every call to it would be undeclared. Add `operations:` with a `call` for each thing that the component asks it for. [operations-fit]',
    ],
  },
  {
    change: ['    protocol: http\n', '    protocol: openai\n'],
    says: [
      'a.contract.yaml:42:5: error: `protocol: openai` brings its own operations. Remove `operations`, or use `protocol: http`. [operations-fit]',
    ],
  },
  {
    change: ['    protocol: openai\n', '    protocol: http\n    operations: []\n'],
    says: [
      'a.contract.yaml:35:17: error: `downstream.llm.operations` is []; it must be a map: name → operation. Write `{ search: { call: POST /search } }`. [shape]',
    ],
  },
  {
    change: ['        idempotency-key: header idempotency-key\n', ''],
    says: [
      'a.contract.yaml:51:17: warning: Without an `idempotency-key`, every retry after an unclear failure may repeat the effect. Add `idempotency-key: header idempotency-key`, if the service knows one. [operations-fit]',
    ],
  },
  {
    change: ['        effect: once\n', ''],
    says: [
      'a.contract.yaml:51:9: warning: The key means nothing without `effect: once`. Add `effect: once`, or remove the key. [operations-fit]',
    ],
  },
  {
    change: ['effect: once', 'effect: twice'],
    says: [
      'a.contract.yaml:51:17: error: `downstream.search.operations.similar.effect` is "twice"; it must be none or once. Write one of them. [shape]',
    ],
  },
  {
    change: ['idempotency-key: header idempotency-key', 'idempotency-key: none'],
    says: [
      'a.contract.yaml:52:26: error: `downstream.search.operations.similar.idempotency-key` is "none"; it must be "header <name>" or "body <JSON Pointer>". Write `header idempotency-key`. [shape]',
    ],
  },
];

describe('operations-fit', () => {
  it.each(changes)('$change.1', ({ change: [from, to], files, says }) => {
    expect(changed(from, to, files)).toEqual(says);
  });
});
