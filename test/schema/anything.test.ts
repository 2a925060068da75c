import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Schema } from '../../src/contract/contract.ts';
import { violations } from '../../src/contract/json-schema.ts';
import { sampleValue } from '../../src/schema/sample-value.ts';
import { Unsatisfiable } from '../../src/schema/unsatisfiable.ts';
import { valuesOf } from '../../src/schema/values/values-of.ts';
import { anySchema } from '../laws/schemas.ts';

const seed = Number(process.env.LAW_SEED ?? 1912);
const schemas = Number(process.env.LAW_SCHEMAS ?? 150);

/** Some values; none where the schema is told to have none. */
function drawn(schema: Schema): readonly unknown[] {
  try {
    return fc.sample(valuesOf(schema), { seed, numRuns: 20 });
  } catch (error) {
    if (error instanceof Unsatisfiable) return [];
    throw error;
  }
}

describe('schemas that nobody thought of', () => {
  it('have valid values, or none that plain words would be either', () => {
    let without = 0;
    for (const schema of fc.sample(anySchema, { seed, numRuns: schemas })) {
      const values = drawn(schema);
      for (const value of values)
        expect({ schema, value, broken: violations(schema, value) }).toEqual({ schema, value, broken: [] });
      if (values.length > 0) continue;
      without++;
      for (let other = 0; other < 5; other++) expect(() => sampleValue(schema, other)).toThrow(Unsatisfiable);
    }
    // Some of them contradict themselves, but not many.
    expect(without).toBeLessThan(schemas / 5);
  });
});
