import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Schema } from '../../src/contract/contract.ts';
import { isValid } from '../../src/contract/json-schema.ts';
import { valuesOf } from '../../src/schema/values/values-of.ts';
import { requests } from './requests.ts';

type Json = Readonly<Record<string, unknown>>;

/** The different values that shrinking ends at, over 20 seeds. */
function ends(schema: Schema, fails: (value: unknown) => boolean, examples: readonly unknown[] = []): unknown[] {
  const found = Array.from({ length: 20 }, (_, i) => {
    const property = fc.property(valuesOf(schema, { examples }), (value) => !fails(value));
    const { counterexample } = fc.check(property, { seed: i + 1, numRuns: 3000 });
    return JSON.stringify(counterexample?.[0]);
  });
  return [...new Set(found)].map((text) => (text === undefined ? undefined : JSON.parse(text)));
}

const integers: Schema = { type: 'array', items: { type: 'integer' } };
const lines = (value: unknown) => (value as { lines: Json[] }).lines;

/** All strings, numbers and so on of a value. */
function* scalars(value: unknown): Generator<unknown> {
  if (typeof value !== 'object' || value === null) yield value;
  else for (const inner of Object.values(value)) yield* scalars(inner);
}
const some = (test: (scalar: unknown) => boolean) => (value: unknown) => [...scalars(value)].some(test);
const depth = (value: unknown): number =>
  typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depth)) : 0;

const cases: readonly (readonly [string, Schema, (value: unknown) => boolean, unknown])[] = [
  ['an item above 10', integers, (v) => (v as number[]).some((n) => n > 10), [11]],
  ['an item below -10', integers, (v) => (v as number[]).some((n) => n < -10), [-11]],
  ['two items', integers, (v) => (v as number[]).length >= 2, [0, 0]],
  ['a sum above 100', { ...(integers as object), minItems: 1 }, (v) => (v as number[]).some((n) => n >= 100), [100]],
  ['a text longer than 5', { type: 'string' }, (v) => (v as string).length > 5, 'aaaaaa'],
  ['a text with a capital', { type: 'string', minLength: 2 }, (v) => /[A-Z]/.test(v as string), 'aA'],
  ['everything', { type: 'integer', minimum: 5, maximum: 900 }, () => true, 5],
  ['what is above a number', { type: 'integer', minimum: 5, maximum: 900 }, (v) => (v as number) > 300, 301],
  ['multiples', { type: 'integer', multipleOf: 7, minimum: 1 }, (v) => (v as number) > 30, 35],
  ['a fraction', { type: 'number', minimum: 0.5 }, () => true, 1],
  ['a pattern', { type: 'string', pattern: '^[A-Z]{3}-\\d{4}$' }, () => true, 'AAA-0000'],
  ['a format', { type: 'string', format: 'date-time' }, () => true, '2000-01-01T00:00:00Z'],
  ['a list of choices', { enum: ['c', 'bb', 'a'] }, () => true, 'a'],
  [
    'a member that may be absent',
    { type: 'object', properties: { a: integers, b: integers } },
    (v) => 'b' in (v as Json),
    { b: [] },
  ],
  ['no member', { type: 'object', properties: { a: integers, b: integers } }, () => true, {}],
  [
    'an order with many of one thing',
    requests['an order']!,
    (v) => lines(v).some((line) => (line.count as number) > 10),
    { customer: 1, lines: [{ sku: 'AAA-0000', count: 11 }] },
  ],
  [
    'an event of one kind',
    requests['an event of three kinds']!,
    (v) => (v as Json).kind === 'deleted',
    { kind: 'deleted', ids: [0] },
  ],
  ['any event', requests['an event of three kinds']!, () => true, { kind: 'created', id: 0 }],
  [
    'comments two deep',
    requests['comments with replies']!,
    (v) => depth(v) > 3,
    { text: 'a', replies: [{ text: 'a', replies: [] }] },
  ],
  [
    'a long text somewhere',
    requests['comments with replies']!,
    some((s) => typeof s === 'string' && s.length > 5),
    { text: 'aaaaaa', replies: [] },
  ],
  ['different items', { ...(integers as object), uniqueItems: true }, (v) => (v as number[]).length > 2, [0, 1, 2]],
  ['a map', requests['a map of prices']!, (v) => Object.values(v as Json).some((n) => (n as number) > 2), { '': 3 }],
];

describe('values shrink to the least that still fails', () => {
  it.each(cases)('%s', (_, schema, fails, least) => {
    expect(ends(schema, fails)).toEqual([least]);
  });

  it('to an example where that is simpler', () => {
    const schema: Schema = {
      type: 'object',
      required: ['id'],
      properties: { id: { type: 'string', pattern: '^[a-z]+-\\d{3}$' } },
    };
    const example = { id: 'q-123' };
    expect(ends(schema, (v) => /[q-z]/.test((v as { id: string }).id), [example])).toEqual([example]);
  });

  it.each(Object.entries(requests))('in valid steps, each simpler: %s', (_, schema) => {
    const values = valuesOf(schema);
    for (const value of fc.sample(values, { seed: 7, numRuns: 3 })) {
      let last: unknown = value;
      let steps = 0;
      for (; steps < 2000; steps++) {
        const next = values.shrink(last, undefined).getNthOrLast(0);
        if (!next) break;
        expect(isValid(schema, next.value)).toBe(true);
        last = next.value;
      }
      expect(steps).toBeLessThan(2000);
    }
  });
});
