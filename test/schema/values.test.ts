import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Schema } from '../../src/contract/contract.ts';
import { violations } from '../../src/contract/json-schema.ts';
import { valuesOf } from '../../src/schema/values/values-of.ts';
import { keywords } from './keywords.ts';
import { requests } from './requests.ts';

const seed = 1912;
const numRuns = 1000;

const drawn = (schema: Schema, of = numRuns, from = seed) => fc.sample(valuesOf(schema), { seed: from, numRuns: of });

/** The first value that is not valid, with what it breaks. */
function flawed(schema: Schema): unknown {
  for (const value of drawn(schema)) {
    const broken = violations(schema, value);
    if (broken.length > 0) return { value, broken };
  }
  return undefined;
}

describe('values of a schema are valid', () => {
  it.each(Object.entries(requests))('%s', (_, schema) => {
    expect(flawed(schema)).toBeUndefined();
  });

  it.each(keywords.map((schema) => [JSON.stringify(schema), schema] as const))('%s', (_, schema) => {
    expect(flawed(schema)).toBeUndefined();
  });
});
