import { describe, expect, it } from '@jest/globals';
import type { Schema } from '../../../src/contract/contract.ts';
import { at } from '../../../src/contract/pointer.ts';
import { readRules } from '../../../src/interop/pact/read-rules.ts';
import { readRulePath, writeRulePath } from '../../../src/interop/pact/rule-path.ts';
import { rulesOf } from '../../../src/interop/pact/rules-of.ts';
import { schemaOf } from '../../../src/interop/pact/schema-of.ts';
import { writtenPact } from '../../../src/interop/pact/written-pact.ts';

const object = (properties: Record<string, Schema>, more: object = {}) => ({
  type: 'object',
  required: Object.keys(properties),
  properties,
  ...more,
});

/** A schema, told as the rules of a reply in a file, and read again. */
function again(schema: Schema, example: unknown, specification: 3 | 4) {
  const { example: shown, rules, lost } = rulesOf(schema, example, { trimmed: true });
  const nothing = { headers: {}, headerRules: {}, body: { kind: 'none' }, bodyRules: [] } as const;
  const response = { status: 200, ...nothing, body: { kind: 'json', value: shown }, bodyRules: rules } as const;
  const request = { method: 'GET', path: '/', query: {}, queryRules: {}, ...nothing };
  const interaction = { description: 'x', kind: 'http', states: [], request, response } as const;
  const pact = writtenPact({ consumer: 'a', provider: 'b', interactions: [interaction] }, specification);
  const written = at(pact, '/interactions/0/response/matchingRules');
  const told: string[] = [];
  const read = schemaOf(shown, readRules(written).body, {
    closed: false,
    exact: false,
    tell: ({ kind, at }) => told.push(`${kind} ${at}`),
  });
  return { read, told, lost: [...lost].map(([place, words]) => `${place}: ${[...words].join()}`) };
}

const sayable: readonly (readonly [string, Schema, unknown])[] = [
  ['a text', { type: 'string' }, 'a'],
  ['a pattern', { type: 'string', pattern: '^t-\\d+$' }, 't-1'],
  ['a length', { type: 'string', minLength: 1, maxLength: 200 }, 'a'],
  ['a least length', { type: 'string', minLength: 3 }, 'abc'],
  ['one of some texts', { enum: ['low', 'a.b', 'high|er'] }, 'low'],
  ['a format', { type: 'string', format: 'date-time' }, '2026-01-01T00:00:00Z'],
  ['a UUID', { type: 'string', format: 'uuid' }, '00000000-0000-4000-8000-000000000000'],
  ['an integer', { type: 'integer' }, 3],
  ['a number', { type: 'number' }, 3],
  ['a boolean', { type: 'boolean' }, true],
  ['null', { type: 'null' }, null],
  ['a constant', { const: { deep: [1] } }, { deep: [1] }],
  ['members', object({ a: { type: 'integer' }, 'b c': object({ d: { const: 'x' } }) }), { a: 1, 'b c': { d: 'x' } }],
  ['a list', { type: 'array', items: object({ id: { type: 'integer' } }), minItems: 1, maxItems: 9 }, [{ id: 1 }]],
  ['lists in lists', { type: 'array', items: { type: 'array', items: { type: 'boolean' } } }, [[true], [false]]],
  ['an empty list', { type: 'array', items: { type: 'string', pattern: '^x$' } }, []],
  ['a map', { type: 'object', additionalProperties: { type: 'integer' } }, { any: 1, name: 2 }],
];

describe('matching rules', () => {
  it.each(sayable)('say %s, and it comes back as it was', (_, schema, example) => {
    for (const specification of [3, 4] as const)
      expect(again(schema, example, specification)).toEqual({ read: schema, told: [], lost: [] });
  });

  it('resolve references and the branches that hold', () => {
    const schema = {
      $ref: '#/$defs/hit',
      $defs: { hit: { allOf: [object({ id: { type: 'integer' } })], anyOf: [{ required: ['id'] }] } },
    };
    expect(again(schema, { id: 1 }, 4).read).toEqual(object({ id: { type: 'integer' } }));
  });

  it('list what Pact has no words for', () => {
    const schema = {
      ...object({ n: { type: 'integer', minimum: 0 }, s: { type: 'string', pattern: '^(?!x)' } }),
      additionalProperties: false,
    };
    const more = { ...schema, properties: { ...schema.properties, o: { type: 'string' } } };
    expect(again(more, { n: 1, s: 'a', o: 'b' }, 4)).toEqual({
      read: object({ n: { type: 'integer' }, s: { type: 'string' } }),
      told: [],
      lost: ['the whole: additionalProperties', '/o: optional', '/n: minimum', '/s: pattern'],
    });
  });

  it('have paths that come back as they were', () => {
    for (const path of ['$', '$.a.b-c[0][*]', "$['a b']['it\\'s'].*"]) {
      const steps = readRulePath(path)!;
      const lists = new Set(path.includes('[*]') ? [steps.indexOf('*')] : []);
      expect(writeRulePath(steps, lists)).toBe(path);
    }
    expect(readRulePath('$.a..b')).toBeUndefined();
  });
});
