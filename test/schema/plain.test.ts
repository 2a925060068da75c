import { describe, expect, it } from '@jest/globals';
import type { Schema } from '../../src/contract/contract.ts';
import { isValid } from '../../src/contract/json-schema.ts';
import { sampleValue } from '../../src/schema/sample-value.ts';
import { copied } from '../../src/schema/values/draw.ts';
import { keywords } from './keywords.ts';
import { requests } from './requests.ts';

const seeds = Array.from({ length: 40 }, (_, i) => i * 7919);
const plain = (schema: Schema) => seeds.map((seed) => sampleValue(schema, seed));

/** All that stands in a value, itself first. */
function* inside(value: unknown): Generator<unknown> {
  yield value;
  if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) yield* inside(inner);
}
const isOdd = (part: unknown) =>
  (typeof part === 'string' && !/^[ -~]*[!-~]$/.test(part)) ||
  (typeof part === 'number' && String(Math.abs(part)).length > 5);
const shareOf = (values: readonly unknown[], test: (value: unknown) => boolean) =>
  values.filter(test).length / values.length;

describe('plain values', () => {
  it.each([...Object.entries(requests), ...keywords.map((schema) => [JSON.stringify(schema), schema] as const)])(
    'are valid, and the same for the same seed whatever was drawn before: %s',
    (_, schema) => {
      const copy = copied(schema) as Schema;
      const backwards = [...seeds].reverse().map((seed) => sampleValue(copy, seed));
      const values = plain(schema);
      expect(values).toEqual(backwards.reverse());
      expect(values.filter((value) => !isValid(schema, value))).toEqual([]);
    },
  );

  it.each(Object.entries(requests))('can be read: %s', (_, schema) => {
    expect(plain(schema).flatMap((value) => [...inside(value)].filter(isOdd))).toEqual([]);
  });

  it('have words wherever words fit', () => {
    for (const pattern of ['\\S', '^\\p{L}+$', '^[a-z_]+$', '^.{3,40}$', '^[^\\n]*$'])
      for (const value of plain({ type: 'string', pattern })) expect(value).toMatch(/^[a-z]+( [a-z]+)*$/);
    for (const value of plain({ type: 'string', minLength: 8, maxLength: 12 })) expect(value).toMatch(/^[a-z ]+[a-z]$/);
  });

  it('mostly have all members, and some', () => {
    const schema: Schema = { type: 'object', properties: { a: { type: 'string' }, b: { type: 'integer' } } };
    const values = Array.from({ length: 400 }, (_, seed) => Object.keys(sampleValue(schema, seed) as object).length);
    expect(shareOf(values, (size) => size === 2)).toBeGreaterThan(0.5);
    expect(shareOf(values, (size) => size === 2)).toBeLessThan(1);
    expect(values).not.toContain(0);
  });

  it('are not null or empty where they need not be', () => {
    const nullable = (schema: object): Schema => ({ anyOf: [schema, { type: 'null' }] });
    const schema = {
      type: 'object',
      required: ['a', 'b', 'c', 'd', 'e'],
      properties: {
        a: nullable({ type: 'string' }),
        b: { type: ['null', 'number'] },
        c: { enum: [null, 'x', 'y'] },
        d: { type: 'array', items: nullable({ type: 'integer' }) },
        e: { type: 'object', additionalProperties: { type: 'string' } },
      },
    };
    for (const value of plain(schema))
      for (const part of inside(value)) expect([null, '', 0, '[]', '{}']).not.toContain(asText(part));
  });

  it('are what the schema shows, but for a default that shows nothing', () => {
    expect(new Set(plain({ type: 'string', examples: ['one', 'two'], default: 'three' }))).toEqual(
      new Set(['one', 'two']),
    );
    const withDefault = plain({ type: 'integer', maximum: 9, default: 20_000, minimum: 1 });
    expect(withDefault).not.toContain(20_000);
    expect(shareOf(plain({ type: 'integer', default: 20_000 }), (value) => value === 20_000)).toBeCloseTo(0.5, 0);
    expect(plain({ type: ['string', 'null'], default: null })).not.toContain(null);
  });

  it('end, where a schema refers to itself', () => {
    for (const value of plain(requests['comments with replies']!)) expect([...inside(value)].length).toBeLessThan(250);
    expect(plain(requests['a linked list']!).some((value) => (value as { next: unknown }).next === null)).toBe(false);
  });

  it('are drawn from the corners where plain ones do not satisfy the schema', () => {
    const empty: Schema = { type: 'object', allOf: [{ properties: { a: true } }, { unevaluatedProperties: false }] };
    expect(plain(empty)).toEqual(seeds.map(() => ({})));
    for (const value of plain({ type: 'integer', not: { minimum: 1, maximum: 500 }, minimum: -1 }))
      expect([-1, 0].includes(value as number) || (value as number) > 500).toBe(true);
  });
});

const asText = (part: unknown) =>
  typeof part === 'object' && part !== null && Object.keys(part).length === 0 ? JSON.stringify(part) : part;
