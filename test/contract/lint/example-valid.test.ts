import { describe, expect, it } from '@jest/globals';
import { type Change, changed } from '../linted.ts';

const changes: readonly Change[] = [
  {
    change: ['body: { subject: hi } }', 'body: { subject: 5 } }'],
    says: [
      'a.contract.yaml:21:47: error: The example does not satisfy its own schema: `body.subject` must be string. Correct the example, or the schema. [example-valid]',
    ],
  },
  {
    change: ['body: { subject: hi } }', 'body: {} }'],
    says: [
      'a.contract.yaml:21:36: error: The example does not satisfy its own schema: `body` misses "subject". Correct the example, or the schema. [example-valid]',
    ],
  },
  {
    change: ['{ path: { id: a }, body: { subject: hi } }', '{ path: { id: a, more: b }, body: { subject: hi } }'],
    says: [
      'a.contract.yaml:21:28: error: The example does not satisfy its own schema: `path` has the unknown "more". Correct the example, or the schema. [example-valid]',
    ],
  },
  {
    change: ['{ path: { id: a }, body: { subject: hi } }', '{ body: { subject: hi } }'],
    says: [
      'a.contract.yaml:21:11: error: The example does not satisfy its own schema: `path` misses "id". Correct the example, or the schema. [example-valid]',
    ],
  },
  {
    change: ['{ path: { id: a }, body: { subject: hi } }', '{ subject: hi }'],
    says: [
      'a.contract.yaml:21:11: error: The example is not a whole request: its operation has path, too. Write `{ path, query, headers, body }`, as far as they are declared. [example-valid]',
    ],
  },
  {
    change: ['{ path: { id: a }, body: { subject: hi } }', 'hi'],
    says: [
      'a.contract.yaml:21:11: error: The example is not a whole request: its operation has path, too. Write `{ path, query, headers, body }`, as far as they are declared. [example-valid]',
    ],
  },
  {
    change: ['{ path: { id: a }, body: { subject: hi } }', '{ path: { id: a }, body: { $ref: example.json } }'],
    files: { 'example.json': '{\n  "subject": 5\n}\n' },
    says: [
      'example.json:2:14: error: The example does not satisfy its own schema: `body.subject` must be string. Correct the example, or the schema. [example-valid]',
    ],
  },
  {
    change: ['{ path: { id: a }, body: { subject: hi } }', '{ $ref: example.json }'],
    files: { 'example.json': '{\n  "path": { "id": 5 },\n  "body": { "subject": 5 }\n}\n' },
    says: [
      'example.json:2:19: error: The example does not satisfy its own schema: `path.id` must be string. Correct the example, or the schema. [example-valid]',
      'example.json:3:24: error: The example does not satisfy its own schema: `body.subject` must be string. Correct the example, or the schema. [example-valid]',
    ],
  },
  {
    change: ['examples: [{ hits: [] }]', 'examples: [{ hits: 5 }, 7]'],
    says: [
      'a.contract.yaml:49:30: error: The example does not satisfy its own schema: `hits` must be array. Correct the example, or the schema. [example-valid]',
      'a.contract.yaml:49:35: error: The example does not satisfy its own schema: it must be object. Correct the example, or the schema. [example-valid]',
    ],
  },
  {
    change: [
      'body: { type: object, properties: { subject: { type: string } }, required: [subject] }',
      'body: { anyOf: [{ type: string }, { type: object, required: [a, b] }] }',
    ],
    says: [
      'a.contract.yaml:21:36: error: The example does not satisfy its own schema: `body` must match a schema in anyOf. Correct the example, or the schema. [example-valid]',
    ],
  },
  {
    change: [
      'body: { type: object, properties: { subject: { type: string } }, required: [subject] }',
      'body: { if: { type: object }, then: { required: [a] } }',
    ],
    says: [
      'a.contract.yaml:21:36: error: The example does not satisfy its own schema: `body` misses "a". Correct the example, or the schema. [example-valid]',
    ],
  },
  {
    change: [
      'body: { type: object, properties: { subject: { type: string } }, required: [subject] }',
      'body: { type: strng }',
    ],
    says: [
      'a.contract.yaml:19:21: error: This is not a valid JSON Schema: `type` is "strng"; it must be array, boolean, integer, null, number, object or string. Did you mean "string"? [schema-valid]',
    ],
  },
  {
    change: ['      path: { id: { type: string } }\n', '      path: 5\n'],
    says: [
      'a.contract.yaml:18:13: error: `upstream.classify.accepts.path` is 5; it must be a map: name → JSON Schema. Correct it. [shape]',
    ],
  },
];

describe('example-valid', () => {
  it.each(changes)('$change.1', ({ change: [from, to], files, says }) => {
    expect(changed(from, to, files)).toEqual(says);
  });
});
