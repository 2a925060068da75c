import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Schema } from '../../src/contract/contract.ts';
import { isValid } from '../../src/contract/json-schema.ts';
import { sampleValue } from '../../src/schema/sample-value.ts';
import { valuesOf } from '../../src/schema/values/values-of.ts';
import { requests } from './requests.ts';

const drawn = (schema: Schema, seed = 1, numRuns = 1000) => fc.sample(valuesOf(schema), { seed, numRuns });
const depth = (value: unknown): number =>
  typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depth)) : 0;

describe('values of a schema', () => {
  it.each(Object.entries(requests))('are the same for the same seed: %s', (_, schema) => {
    const copy = structuredClone(schema);
    // Somebody else has drawn from one of them before.
    drawn(copy, 99, 50);
    expect(drawn(copy, 5, 100)).toEqual(drawn(schema, 5, 100));
    expect(drawn(schema, 6, 100)).not.toEqual(drawn(schema, 5, 100));
  });

  it.each<readonly [string, Schema, readonly unknown[]]>([
    ['both bounds and their neighbours', { type: 'integer', minimum: -7, maximum: 4000 }, [-7, -6, 0, 3999, 4000]],
    ['excluded bounds by a step', { type: 'integer', exclusiveMinimum: 2, exclusiveMaximum: 900 }, [3, 899]],
    ['what programs trip over', { type: 'integer' }, [0, 1, -1, 256, 2 ** 31, 2 ** 53 - 1]],
    ['fractions', { type: 'number' }, [0.5, 1e-7]],
    ['no text', { type: 'string' }, ['', ' ', '😀', 'été', 'e\u0301te\u0301', 'שלום']],
    ['all of a list', { enum: ['a', null, 3, { b: [] }] }, ['a', null, 3, { b: [] }]],
    ['empty lists and objects', { type: 'object', properties: { a: { type: 'array', items: true } } }, [{}, { a: [] }]],
    ['a shown value', { type: 'string', examples: ['for example'] }, ['for example']],
    ['null where it is allowed', { type: ['null', 'object'] }, [null, {}]],
    ['the leap day', { type: 'string', format: 'date' }, ['2024-02-29', '1970-01-01']],
  ])('come to the corners: %s', (_, schema, corners) => {
    const values = drawn(schema, 1, 3000);
    for (const corner of corners) expect(values).toContainEqual(corner);
  });

  it('have their bounds of length in characters, not in halves of them', () => {
    const values = drawn({ type: 'string', minLength: 2, maxLength: 5 }) as string[];
    expect(new Set(values.map((v) => [...v].length))).toEqual(new Set([2, 3, 4, 5]));
    expect(values.some((v) => v.length > [...v].length)).toBe(true);
  });

  it('have each member that may be absent, none of them, and all', () => {
    const schema: Schema = { type: 'object', required: ['x'], properties: { x: true, a: true, b: true, c: true } };
    const sets = new Set(
      drawn(schema).map((v) =>
        Object.keys(v as object)
          .sort()
          .join(''),
      ),
    );
    expect(sets).toEqual(new Set(['x', 'ax', 'bx', 'cx', 'abx', 'acx', 'bcx', 'abcx']));
  });

  it('take every alternative', () => {
    const kinds = drawn(requests['an event of three kinds']!).map((v) => (v as { kind: string }).kind);
    expect(new Set(kinds)).toEqual(new Set(['created', 'moved', 'deleted']));
    const methods = drawn(requests['a payment, by card or by transfer']!).map((v) => (v as { method: string }).method);
    expect(new Set(methods)).toEqual(new Set(['card', 'transfer']));
  });

  it.each(['comments with replies', 'an expression tree', 'a linked list', 'folders and files, one in the other'])(
    'nest, and end: %s',
    (name) => {
      const depths = drawn(requests[name]!).map(depth);
      expect(Math.max(...depths)).toBeGreaterThan(3);
      expect(Math.max(...depths)).toBeLessThan(20);
    },
  );

  it('are the examples too', () => {
    const examples = ['one of mine', 'another', 3];
    const values = fc.sample(valuesOf({ type: 'string' }, { examples }), { seed: 1, numRuns: 500 });
    expect(values).toEqual(expect.arrayContaining(['one of mine', 'another']));
    expect(values).not.toContain(3);
  });

  it('are found behind more choices than anybody can look through', () => {
    const either = (i: number) => ({ anyOf: [{ required: [`a${i}`] }, { required: [`b${i}`] }] });
    const schema: Schema = { type: 'object', allOf: Array.from({ length: 16 }, (_, i) => either(i)) };
    for (const value of drawn(schema, 1, 10)) expect(isValid(schema, value)).toBe(true);
  });

  it('belong to whoever draws them', () => {
    const schema: Schema = { const: { list: [1] } };
    for (const value of drawn(schema, 1, 3)) (value as { list: number[] }).list.push(2);
    expect(drawn(schema, 1, 1)).toEqual([{ list: [1] }]);
  });

  it('are found by one seed too, where plain words do not satisfy the schema', () => {
    const schema: Schema = {
      type: 'object',
      required: ['code'],
      properties: { code: { type: 'string', allOf: [{ pattern: '^[a-f]{2}' }, { pattern: '[0-9]{2}$' }] } },
    };
    expect(isValid(schema, sampleValue(schema, 4))).toBe(true);
  });
});
