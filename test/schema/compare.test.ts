import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Schema } from '../../src/contract/contract.ts';
import { isValid } from '../../src/contract/json-schema.ts';
import { gapsBetween, missedBy } from '../../src/schema/compare/compare.ts';
import { standalone } from '../../src/schema/standalone.ts';
import { fromDraft4 } from './draft-4.ts';

const require = createRequire(import.meta.url);
const folder = join(dirname(require.resolve('json-schema-test-suite/package.json')), 'tests/draft4');

interface Case {
  readonly schema: unknown;
  readonly tests: readonly { readonly data: unknown }[];
}

const cases = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .flatMap((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Case[])
  .filter(({ schema }) => !/"\$ref":"http|"id":"/.test(JSON.stringify(schema)));

const ofSuite = cases.map(({ schema }): Schema => {
  const carried = fromDraft4(schema);
  return JSON.stringify(carried).includes('"$ref":"#"') ? standalone({ $ref: '#' }, carried) : carried;
});

/** Keywords that are younger than the suite, and such as meet in other ways there. */
const younger: readonly Schema[] = [
  true,
  false,
  { type: 'object', required: ['a'], properties: { a: { const: 1 }, b: { type: 'string' } } },
  { type: 'object', properties: { a: { enum: [1, 2] } }, unevaluatedProperties: false },
  { type: 'object', properties: { a: true, foo: true, bar: true }, additionalProperties: false },
  { type: 'object', propertyNames: { maxLength: 3 } },
  { type: 'object', propertyNames: { pattern: '^f' }, minProperties: 1 },
  JSON.parse('{ "if": { "required": ["foo"] }, "then": { "required": ["bar"] } }'),
  JSON.parse('{ "if": { "type": "integer" }, "then": { "minimum": 2 }, "else": { "type": ["string", "object"] } }'),
  { type: 'array', contains: { type: 'integer' } },
  { type: 'array', contains: { type: 'integer' }, minContains: 2, maxContains: 2 },
  { type: 'array', prefixItems: [{ type: 'integer' }], items: { type: 'string' } },
  { type: 'array', prefixItems: [{ type: 'integer' }, { type: 'string' }], items: false },
  {
    oneOf: [
      { type: 'object', required: ['foo'] },
      { type: 'object', required: ['bar'] },
    ],
  },
  {
    anyOf: [
      { type: 'object', required: ['foo'] },
      { type: 'object', required: ['bar'] },
    ],
  },
  { type: 'object', anyOf: [{ properties: { foo: { const: 1 } }, required: ['foo'] }, { required: ['bar'] }] },
  { allOf: [{ properties: { foo: { type: 'integer' } }, additionalProperties: false }, { properties: { bar: true } }] },
  {
    allOf: [
      { prefixItems: [true, { type: 'string' }] },
      { prefixItems: [{ type: 'integer' }], items: { maxLength: 2 } },
    ],
  },
  { $ref: '#/$defs/tree', $defs: { tree: { type: 'object', properties: { foo: { $ref: '#/$defs/tree' } } } } },
  {
    $ref: '#/$defs/tree',
    $defs: { tree: { type: 'object', properties: { foo: { $ref: '#/$defs/tree' } }, additionalProperties: false } },
  },
  { not: { type: 'integer' } },
  { not: { required: ['foo'] } },
  { type: ['string', 'null'], format: 'date' },
  { exclusiveMinimum: 0, exclusiveMaximum: 3 },
  { type: 'integer', minimum: 1, maximum: 2 },
  { type: 'number', multipleOf: 3 },
  { patternProperties: { '^f': { type: 'integer' } }, additionalProperties: { type: 'string' } },
  { type: 'object', dependentRequired: { foo: ['bar'] }, dependentSchemas: { bar: { properties: { foo: false } } } },
  { type: 'array', uniqueItems: true, maxItems: 2 },
];

const schemas = [...ofSuite, ...younger];
const values = [
  ...new Map(
    [
      ...cases.flatMap(({ tests }) => tests.map(({ data }) => data)),
      { foo: { foo: {} } },
      { foo: { bar: 1 } },
      [1, 'a'],
      [1, 1],
      [1, 2, 3],
      0.5,
      6,
    ].map((data) => [JSON.stringify(data), data] as const),
  ).values(),
];

describe('the comparison of schemas', () => {
  it('says of no schema that it is included in another one where a value shows that it is not', () => {
    const valid = schemas.map((schema) => values.map((value) => isValid(schema, value)));
    const wrong: string[] = [];
    let told = 0;
    for (const [i, schema] of schemas.entries())
      for (const [j, demanding] of schemas.entries()) {
        const shown = values.find((_, n) => valid[i]![n] && !valid[j]![n]);
        const isIncluded = gapsBetween(schema, demanding).length === 0;
        if (isIncluded) told++;
        if (isIncluded && shown !== undefined)
          wrong.push(`${JSON.stringify(schema)} ⊆ ${JSON.stringify(demanding)}: ${JSON.stringify(shown)}`);
      }
    // Else it would be right by never saying anything.
    expect(told).toBeGreaterThan(2000);
    expect(wrong).toEqual([]);
  });

  const person = {
    type: 'object',
    required: ['name'],
    properties: {
      name: { type: 'string', maxLength: 9 },
      role: { enum: ['a', 'b'] },
      tags: { items: { type: 'string' } },
    },
  };
  it.each<[string, Schema, Schema, string[]]>([
    ['the same in another order and with explanations', person, { ...person, title: 'x', required: ['name'] }, []],
    [
      'a member more that has to be there',
      person,
      { ...person, required: ['name', 'role'] },
      [' must have "role" | shown'],
    ],
    [
      'a value less',
      person,
      { ...person, properties: { ...person.properties, role: { enum: ['a'] } } },
      ['/role may not be "b" | shown'],
    ],
    [
      'a wider limit',
      person,
      { ...person, properties: { ...person.properties, name: { type: 'string', maxLength: 10 } } },
      [],
    ],
    [
      'a narrower one',
      person,
      { ...person, properties: { ...person.properties, name: { type: 'string', maxLength: 8 } } },
      ['/name must have at most 8 characters | shown'],
    ],
    ['one of two that says it all', { type: 'string' }, { anyOf: [{ type: 'null' }, { type: 'string' }] }, []],
    [
      'a pattern that may well be wider: nobody can tell',
      { type: 'string', pattern: '^(ab|cd)$' },
      { type: 'string', pattern: '^([ac][bd]|xy)$' },
      [' must match ^([ac][bd]|xy)$ | cannot be told'],
    ],
    [
      'a closed door',
      { type: 'object', properties: { a: true } },
      { type: 'object', properties: { a: true }, additionalProperties: false },
      ['/* may not be there | shown'],
    ],
    [
      'two kinds that are told apart by a constant',
      { type: 'object', required: ['k'], properties: { k: { const: 1 } } },
      {
        oneOf: [
          { type: 'object', required: ['k'], properties: { k: { const: 1 } } },
          { type: 'object', required: ['k'], properties: { k: { const: 2 } } },
        ],
      },
      [],
    ],
  ])('tells of %s', (_, schema, demanding, says) => {
    const told = missedBy(schema, demanding).map(({ place, must, witness }) => {
      if (witness) expect([isValid(schema, witness.value), isValid(demanding, witness.value)]).toEqual([true, false]);
      return `${place} ${must} | ${witness ? 'shown' : 'cannot be told'}`;
    });
    expect(told).toEqual(says);
  });
});
