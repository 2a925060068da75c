import fc from 'fast-check';
import type { Schema } from '../../src/contract/contract.ts';

const keys = ['a', 'b', 'kind', 'hits', '2', '10', '', 'a/b', 'm~n', 'größe', 'x_added_later', 'constructor', '$ref'];
const key = fc.constantFrom(...keys);
const small = fc.integer({ min: 0, max: 4 });
const scalar = fc.constantFrom<unknown[]>('a', 'b', '', 'ü😀', 'something_else', 0, 1, -1, 2.5, 42, true, false, null);

/** Some keywords, each of them there or not. */
const some = (keywords: Readonly<Record<string, fc.Arbitrary<unknown>>>) =>
  fc.record(keywords, { requiredKeys: [], noNullPrototype: true });

const with_ = <T extends object>(fixed: T, keywords: Readonly<Record<string, fc.Arbitrary<unknown>>>) =>
  some(keywords).map((drawn): Schema => ({ ...fixed, ...drawn }));

const text = with_({ type: 'string' }, { minLength: small, maxLength: fc.integer({ min: 3, max: 40 }) });
const patterned = fc.constantFrom<Schema[]>(
  { type: 'string', pattern: '^[a-z]{2,5}$' },
  { type: 'string', pattern: 'x' },
  { type: 'string', pattern: '^\\p{L}+$' },
  { type: 'string', format: 'uuid' },
  { type: 'string', format: 'date-time' },
  { type: 'string', format: 'email' },
  { type: 'string', format: 'byte' },
);
const number = fc
  .tuple(
    fc.constantFrom('integer', 'number'),
    some({
      minimum: small,
      maximum: fc.integer({ min: 5, max: 50 }),
      exclusiveMinimum: small,
      exclusiveMaximum: fc.integer({ min: 5, max: 60 }),
      multipleOf: fc.constantFrom(1, 2, 0.5),
    }),
  )
  .map(([type, rest]): Schema => ({ type, ...rest }));
const listed = fc
  .array(scalar, { minLength: 1, maxLength: 4 })
  .map((values): Schema => ({ enum: [...new Set(values)] }));
const constant = scalar.map((value): Schema => ({ const: value }));
const plain = fc.constantFrom<Schema[]>(
  true,
  {},
  { type: 'boolean' },
  { type: 'null' },
  { type: ['string', 'null'] },
  { type: ['integer', 'string'] },
  { not: { type: 'string' } },
  { not: { const: 'a' } },
);

const { schema } = fc.letrec<{
  schema: Schema;
  object: Schema;
  map: Schema;
  list: Schema;
  tuple: Schema;
  choice: Schema;
  conditional: Schema;
}>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'schema' },
    { weight: 3, arbitrary: text },
    { weight: 2, arbitrary: number },
    listed,
    constant,
    patterned,
    plain,
    { weight: 8, arbitrary: tie('object') },
    tie('map'),
    { weight: 3, arbitrary: tie('list') },
    tie('tuple'),
    { weight: 2, arbitrary: tie('choice') },
    tie('conditional'),
    fc.constant({ $ref: '#/$defs/shared' }),
  ),
  object: fc
    .tuple(
      fc.uniqueArray(fc.tuple(key, tie('schema')), { selector: ([k]) => k, minLength: 1, maxLength: 4 }),
      fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
      some({
        additionalProperties: fc.constantFrom<Schema[]>(true, false, { type: 'integer' }, { type: 'object' }),
        unevaluatedProperties: fc.constantFrom<Schema[]>(false, { type: 'string' }),
        propertyNames: fc.constantFrom<Schema[]>({ maxLength: 13 }, { not: { const: 'y' } }),
        patternProperties: fc.constantFrom({ '^x_': { type: 'string' } }, { '^x_': { type: 'object' } }),
        maxProperties: fc.integer({ min: 4, max: 5 }),
      }),
    )
    .map(
      ([members, demanded, rest]): Schema => ({
        type: 'object',
        properties: Object.fromEntries(members),
        required: members.filter((_, i) => demanded[i]).map(([k]) => k),
        ...rest,
      }),
    ),
  map: tie('schema').map(
    (additionalProperties): Schema => ({ type: 'object', minProperties: 1, additionalProperties }),
  ),
  list: fc
    .tuple(
      tie('schema'),
      some({ minItems: small, maxItems: fc.integer({ min: 4, max: 6 }), uniqueItems: fc.boolean() }),
    )
    .map(([items, rest]): Schema => ({ type: 'array', items, ...rest })),
  tuple: fc
    .tuple(tie('schema'), tie('schema'))
    .map(([a, b]): Schema => ({ type: 'array', prefixItems: [a, b], minItems: 2, items: false })),
  choice: fc
    .tuple(fc.constantFrom('anyOf', 'oneOf', 'allOf'), fc.array(tie('schema'), { minLength: 1, maxLength: 3 }))
    .map(([keyword, branches]): Schema => ({ [keyword]: branches })),
  conditional: fc.tuple(tie('object'), tie('object')).map(
    ([then, otherwise]): Schema => ({
      type: 'object',
      required: ['kind'],
      properties: { kind: { enum: ['a', 'b'] } },
      ...Object.fromEntries([
        ['if', { properties: { kind: { const: 'a' } } }],
        ['then', then],
        ['else', otherwise],
      ]),
    }),
  ),
}));

/** Schemas of all kinds, many of them odd, some of them of nothing. */
export const anySchema: fc.Arbitrary<Schema> = schema.map((drawn) =>
  typeof drawn === 'boolean'
    ? drawn
    : {
        ...drawn,
        $defs: {
          shared: {
            type: 'object',
            required: ['n'],
            properties: { n: { type: 'integer' }, next: { $ref: '#/$defs/shared' } },
          },
        },
      },
);
