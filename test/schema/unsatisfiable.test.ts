import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Schema } from '../../src/contract/contract.ts';
import { Unsatisfiable } from '../../src/schema/unsatisfiable.ts';
import { valuesOf } from '../../src/schema/values/values-of.ts';

/** The error of a schema that has no values. */
function failure(schema: Schema): { pointer: string; message: string } {
  try {
    const [value] = fc.sample(valuesOf(schema), { seed: 1, numRuns: 1 });
    return { pointer: 'none', message: `it has the value ${JSON.stringify(value)}` };
  } catch (error) {
    if (error instanceof Unsatisfiable) return { pointer: error.pointer, message: error.message };
    throw error;
  }
}

const inObject = (size: Schema): Schema => ({ type: 'object', required: ['size'], properties: { size } });
const endless = { type: 'object', required: ['next'], properties: { next: { $ref: '#/$defs/node' } } };

const cases: readonly (readonly [string, Schema, string, string])[] = [
  [
    'bounds that cross',
    inObject({ type: 'integer', minimum: 5, maximum: 3 }),
    '/properties/size',
    '/properties/size: minimum 5 is above maximum 3',
  ],
  [
    'bounds that exclude each other',
    { type: 'number', exclusiveMinimum: 3, maximum: 3 },
    '',
    'the schema: exclusiveMinimum 3 and maximum 3 leave no number',
  ],
  [
    'no multiple between the bounds',
    { type: 'array', minItems: 1, items: { type: 'integer', multipleOf: 7, minimum: 8, maximum: 13 } },
    '/items',
    '/items: there is no multiple of 7 between minimum 8 and maximum 13',
  ],
  [
    'lengths that cross, in two parts',
    inObject({ type: 'string', allOf: [{ minLength: 9 }, { maxLength: 8 }] }),
    '/properties/size',
    '/properties/size: minLength 9 is above maxLength 8',
  ],
  [
    'types that contradict',
    { allOf: [{ type: 'string' }, { type: 'object' }] },
    '',
    'the schema: no value is of the types string and object at once',
  ],
  ['false', false, '', 'the schema: nothing is allowed here'],
  [
    'a required member that is forbidden',
    { type: 'object', required: ['a'], properties: { a: false } },
    '',
    'the schema: the required member "a" is forbidden by /properties/a',
  ],
  [
    'a required member that is not declared',
    { type: 'object', required: ['b'], properties: { a: true }, additionalProperties: false },
    '',
    'the schema: the required member "b" is forbidden by /additionalProperties',
  ],
  [
    'more members than may be there',
    { type: 'object', properties: { a: true }, additionalProperties: false, minProperties: 2 },
    '',
    'the schema: minProperties 2 is above the 1 members that may be there',
  ],
  [
    'more required members than allowed',
    inObject({ type: 'object', required: ['a', 'b'], maxProperties: 1 }),
    '/properties/size',
    '/properties/size: 2 members are required, but maxProperties is 1',
  ],
  [
    'a name that may not be',
    { type: 'object', required: ['Size'], propertyNames: { pattern: '^[a-z]+$' } },
    '',
    'the schema: propertyNames forbids the required member "Size"',
  ],
  [
    'numbers of items that cross',
    { type: 'array', minItems: 3, maxItems: 2 },
    '',
    'the schema: minItems 3 is above maxItems 2',
  ],
  [
    'too few places',
    { type: 'array', prefixItems: [true], items: false, minItems: 2 },
    '',
    'the schema: 2 items are required, but only 1 are allowed',
  ],
  [
    'too few different items',
    { type: 'array', uniqueItems: true, minItems: 3, items: { enum: ['a', 'b'] } },
    '',
    'the schema: 3 different items are required, but there are only 2',
  ],
  [
    'a list of values that the rest forbids',
    inObject({ enum: ['a', 'b'], type: 'integer' }),
    '/properties/size',
    '/properties/size: none of the allowed values fits the rest of the schema',
  ],
  [
    'alternatives of which none is possible',
    inObject({ type: 'string', oneOf: [{ type: 'integer' }, { minLength: 3, maxLength: 2 }] }),
    '/properties/size/oneOf',
    '/properties/size/oneOf: no alternative is possible, as /properties/size: no value is of the types string and integer at once',
  ],
  [
    'not anything',
    inObject({ not: {} }),
    '',
    'the schema: the required member "size" is forbidden by /properties/size/not',
  ],
  [
    'a value in a value without an end',
    { $ref: '#/$defs/node', $defs: { node: endless } },
    '/$defs/node/properties/next',
    '/$defs/node/properties/next: it demands a value inside of a value, without an end',
  ],
  [
    'a pattern that nothing matches',
    inObject({ type: 'string', pattern: '^a(?!.)b$' }),
    '/properties/size',
    '/properties/size: no text was found in 30 tries; no value was found in 34 tries',
  ],
  [
    'alternatives that always hold both',
    inObject({ oneOf: [{ type: 'string' }, { type: 'string', minLength: 0 }] }),
    '/properties/size',
    '/properties/size: what was drawn here did not satisfy all of the schema; no value was found in 200 tries',
  ],
];

describe('a schema without values', () => {
  it.each(cases)('is told, with the place: %s', (_, schema, pointer, message) => {
    expect(failure(schema)).toEqual({ pointer, message });
  });

  it('is no matter where it is a member that need not be there', () => {
    const schema: Schema = {
      type: 'object',
      properties: { a: false, b: { type: 'string', minLength: 3, maxLength: 2 } },
    };
    expect(fc.sample(valuesOf(schema), { seed: 1, numRuns: 50 })).toEqual(Array(50).fill({}));
  });
});
