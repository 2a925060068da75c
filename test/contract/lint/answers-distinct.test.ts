import { describe, expect, it } from '@jest/globals';
import { type Change, changed } from '../linted.ts';

const texts = (rejected: string, unavailable: string) =>
  [
    '{ status: [400, 422] }\n      unavailable: { status: 503,',
    `{ status: 400, body: { type: string, pattern: '${rejected}' } }\n      unavailable: { status: 400, body: { type: string, pattern: '${unavailable}' },`,
  ] as const;
const alike = [
  'a.contract.yaml:26:7: error: The answer `unavailable` cannot be told apart from `rejected`: one response with status 400 can match both. Give each a `where` with another constant, or another status. [answers-distinct]',
];

const changes: readonly Change[] = [
  { change: texts('^Wrong', '^(?!Wrong)'), says: [] },
  { change: texts('^(?!Wrong)', '^Wrong'), says: [] },
  { change: texts('^Wrong|bad', '^(?!Wrong|bad)'), says: alike },
  { change: texts('Wrong', '^(?!Wrong)'), says: alike },
  {
    change: ['where: { /degraded: true }', 'where: {}'],
    says: [
      'a.contract.yaml:24:7: error: The answer `degraded` cannot be told apart from `ok`: one response with status 200 can match both. Give each a `where` with another constant, or another status. [answers-distinct]',
    ],
  },
  {
    change: ['where: { /degraded: true }', 'where: { /degraded: false }'],
    says: [
      'a.contract.yaml:24:7: error: The answer `degraded` cannot be told apart from `ok`: one response with status 200 can match both. Give each a `where` with another constant, or another status. [answers-distinct]',
    ],
  },
  {
    change: ['{ status: [400, 422] }', '{ status: [400, 503] }'],
    says: [
      'a.contract.yaml:26:7: error: The answer `unavailable` cannot be told apart from `rejected`: one response with status 503 can match both. Give each a `where` with another constant, or another status. [answers-distinct]',
    ],
  },
  {
    change: ['{ status: [400, 422] }', '{ status: [400, 503], headers: { retry-after: "^$" } }'],
    says: [],
  },
  {
    change: ['{ status: [400, 422] }', '{ status: [400, 503], headers: { retry-after: "^never$" } }'],
    says: [],
  },
  {
    change: ['where: { /degraded: true }', "headers: { x-degraded: '^1$' }"],
    says: [
      'a.contract.yaml:24:7: error: The answer `degraded` cannot be told apart from `ok`: one response with status 200 can match both. Give each a `where` with another constant, or another status. [answers-distinct]',
    ],
  },
  {
    change: [
      '{ status: [400, 422] }\n      unavailable: { status: 503,',
      '{ status: 400, body: { type: object, required: [title] } }\n      unavailable: { status: 400, body: { type: object, properties: { code: {} }, additionalProperties: false },',
    ],
    says: [],
  },
  {
    change: [
      '{ status: [400, 422] }\n      unavailable: { status: 503,',
      '{ status: 400, body: { type: object } }\n      unavailable: { status: 400, body: { type: array },',
    ],
    says: [],
  },
  {
    change: [
      '{ status: [400, 422] }\n      unavailable: { status: 503,',
      '{ status: 400, body: { type: object } }\n      unavailable: { status: 400, body: { $ref: "#/upstream/classify/answers/rejected/body" },',
    ],
    says: [
      'a.contract.yaml:26:7: error: The answer `unavailable` cannot be told apart from `rejected`: one response with status 400 can match both. Give each a `where` with another constant, or another status. [answers-distinct]',
    ],
  },
  {
    change: [
      '{ status: [400, 422] }\n      unavailable: { status: 503,',
      '{ status: 400, body: { required: [a], properties: { a: { const: 1 } } } }\n      unavailable: { status: 400, body: { required: [a], properties: { a: { enum: [2, 3] } } },',
    ],
    says: [],
  },
  {
    change: [
      '{ status: [400, 422] }\n      unavailable: { status: 503,',
      '{ status: 400, body: { $ref: gone.json } }\n      unavailable: { status: 400, body: { type: object },',
    ],
    says: [
      'a.contract.yaml:25:49: error: `$ref: gone.json` names gone.json, which does not exist. Check the path. [ref]',
    ],
  },
  {
    change: [
      '{ status: [400, 422] }\n      unavailable: { status: 503,',
      '{ status: 400, body: { required: x } }\n      unavailable: { status: 400, body: { type: object },',
    ],
    says: [
      'a.contract.yaml:25:53: error: This is not a valid JSON Schema: `required` is "x"; it must be a list of names, beside `properties`. Correct it. [schema-valid]',
    ],
  },
];

describe('answers-distinct', () => {
  it.each(changes)('$change.1', ({ change: [from, to], files, says }) => {
    expect(changed(from, to, files)).toEqual(says);
  });
});
