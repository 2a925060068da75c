import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Schema } from '../../src/contract/contract.ts';
import { isValid, violations } from '../../src/contract/json-schema.ts';
import { at } from '../../src/contract/pointer.ts';
import { sampleValue } from '../../src/schema/sample-value.ts';
import { standalone } from '../../src/schema/standalone.ts';
import { Unsatisfiable } from '../../src/schema/unsatisfiable.ts';
import { valuesOf } from '../../src/schema/values/values-of.ts';
import { fromDraft4 } from './draft-4.ts';

/** A schema of the JSON-Schema-Test-Suite, with values of which it says whether they are valid. */
interface Case {
  readonly description: string;
  readonly schema: unknown;
  readonly tests: readonly { readonly description: string; readonly data: unknown; readonly valid: boolean }[];
}

const require = createRequire(import.meta.url);
const folder = join(dirname(require.resolve('json-schema-test-suite/package.json')), 'tests');

/** All schemas of draft 4, the newest that the package has. */
const suite = ['draft4', 'draft4/optional'].flatMap((part) =>
  readdirSync(join(folder, part))
    .filter((file) => file.endsWith('.json'))
    .flatMap((file) => {
      const cases = JSON.parse(readFileSync(join(folder, part, file), 'utf8')) as Case[];
      return cases.map((each) => ({ ...each, name: `${part}/${file}: ${each.description}` }));
    }),
);

/** Why a schema of draft 4 has no counterpart in draft 2020-12 that stands alone. */
function leftOut({ name, schema }: (typeof suite)[number]): string | undefined {
  const text = JSON.stringify(schema);
  if (/"\$ref":"http/.test(text)) return 'it refers to a schema elsewhere';
  if (/"id":"/.test(text)) return 'it has an id, so that it can refer to a schema elsewhere';
  if (name.includes('zeroTerminatedFloats')) return 'since draft 6, 1.0 is an integer';
  return undefined;
}

/** As contracts are read: a reference to the whole leads to a definition. */
function carriedOver(draft4: unknown): Schema {
  const schema = fromDraft4(draft4);
  return JSON.stringify(schema).includes('"$ref":"#"') ? standalone({ $ref: '#' }, schema) : schema;
}

// It has no scheme, so that RFC 3986 calls it a relative reference: later editions of the suite say so, too.
const mistaken = 'a valid protocol-relative URI';

const carried = suite
  .filter((each) => !leftOut(each))
  .map(({ name, schema, tests }) => ({
    name,
    schema: carriedOver(schema),
    tests: tests.filter(({ description }) => description !== mistaken),
  }));
// Its opposite has values, too: the suite shows one.
const refutable = carried.filter(({ tests }) => tests.some(({ valid }) => !valid));

/** The first of some values that is not valid, with what it breaks. */
function flawed(schema: Schema, numRuns: number): unknown {
  for (const value of fc.sample(valuesOf(schema), { seed: 1912, numRuns })) {
    const broken = violations(schema, value);
    if (broken.length > 0) return { value, broken };
  }
  return undefined;
}

/** The error of a schema that has no values. */
function unsatisfiable(schema: Schema): Unsatisfiable {
  let value: unknown;
  try {
    value = sampleValue(schema, 1);
  } catch (error) {
    if (error instanceof Unsatisfiable) return error;
    throw error;
  }
  throw new Error(`it has the value ${JSON.stringify(value)}`);
}

describe('the JSON-Schema-Test-Suite', () => {
  it('is all there, but for what cannot be carried over', () => {
    const reasons = new Map<string, number>();
    for (const reason of suite.flatMap((each) => leftOut(each) ?? []))
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    expect({ carried: carried.length, reasons: Object.fromEntries(reasons) }).toEqual({
      carried: 81,
      reasons: {
        'it refers to a schema elsewhere': 6,
        'it has an id, so that it can refer to a schema elsewhere': 1,
        'since draft 6, 1.0 is an integer': 1,
      },
    });
  });

  it.each(carried)('agrees about every value of its own: $name', ({ schema, tests }) => {
    const verdicts = tests.map((test) => ({ ...test, valid: isValid(schema, test.data) }));
    expect(verdicts).toEqual(tests);
  });

  it.each(carried)('has valid values: $name', ({ schema }) => {
    expect(flawed(schema, 1000)).toBeUndefined();
    for (let seed = 0; seed < 50; seed++) expect(violations(schema, sampleValue(schema, seed))).toEqual([]);
  });

  it.each(refutable)('has values that break it: $name', ({ schema }) => {
    expect(flawed(standalone({ not: schema }, schema), 200)).toBeUndefined();
  });

  it.each(carried)('has none that are both: $name', ({ schema }) => {
    const both = standalone({ allOf: [schema, { not: schema }] }, schema);
    const { pointer } = unsatisfiable(both);
    expect({ pointer, place: at(both, pointer) }).toEqual({ pointer, place: expect.anything() });
  });
});
