import type { Schema } from '../../contract/contract.ts';
import { type Claim, derived, inside, isObject, type Part, target } from './claim.ts';
import { drawnFrom } from './drawn-from.ts';
import { matching } from './texts.ts';
import { words } from './words.ts';

const types = ['null', 'boolean', 'number', 'string', 'array', 'object'];

/** Ways to break a keyword, all there are but for their names; undefined where there may be some, but none is known. */
type Opposite = (value: never, part: Part, root: Schema) => Schema[] | undefined;

const less = (type: string, keyword: string): Opposite => {
  return (n: number) => (n > 0 ? [{ type, [keyword]: n - 1 }] : []);
};
const more = (type: string, keyword: string): Opposite => {
  return (n: number) => [{ type, [keyword]: n + 1 }];
};

// Keywords that a value may break, but nothing is known of how: only trying can tell.
const opaque = new Set([
  ...['const', 'enum', 'multipleOf', 'pattern', 'format', 'uniqueItems', 'minContains', 'maxContains'],
  ...['oneOf', 'if', 'propertyNames', 'unevaluatedItems', 'unevaluatedProperties', '$dynamicRef'],
]);

// What holds where a keyword does not: one of these. A keyword that is in neither list cannot be broken.
const opposites: Readonly<Record<string, Opposite>> = {
  type: (type: string | string[]) => {
    const named = [type].flat();
    const rest = types.filter((t) => !named.includes(t));
    return rest.length > 0 ? [{ type: rest }] : [];
  },
  required: (keys: string[]) => keys.map((key) => ({ type: 'object', properties: own(key, false) })),
  properties: (properties: Record<string, Schema>) =>
    Object.entries(properties).map(([key, schema]) => memberRefuting(schema, key)),
  patternProperties: (patterns: Record<string, Schema>) =>
    some(namesOf(patterns).map(([key, schema]) => memberRefuting(schema, key))),
  additionalProperties: (schema: Schema, part) => some(undeclared(part).map((key) => memberRefuting(schema, key))),
  dependentRequired: (all: Record<string, string[]>) =>
    Object.entries(all).flatMap(([key, demanded]) =>
      demanded.map((absent) => ({ type: 'object', required: [key], properties: own(absent, false) })),
    ),
  dependentSchemas: (all: Record<string, Schema>) =>
    Object.entries(all).map(([key, schema]) => ({ type: 'object', required: [key], not: schema })),
  minimum: (n: number) => [{ type: 'number', exclusiveMaximum: n }],
  maximum: (n: number) => [{ type: 'number', exclusiveMinimum: n }],
  exclusiveMinimum: (n: number) => [{ type: 'number', maximum: n }],
  exclusiveMaximum: (n: number) => [{ type: 'number', minimum: n }],
  minLength: less('string', 'maxLength'),
  maxLength: more('string', 'minLength'),
  minItems: less('array', 'maxItems'),
  maxItems: more('array', 'minItems'),
  minProperties: less('object', 'maxProperties'),
  maxProperties: more('object', 'minProperties'),
  items: (schema: Schema, part) => {
    const { prefixItems } = part.schema;
    if (Array.isArray(prefixItems)) return [itemRefuting(schema, prefixItems.length)];
    return [{ type: 'array', contains: { not: schema } }];
  },
  prefixItems: (schemas: Schema[]) => schemas.map(itemRefuting),
  contains: (schema: Schema, part) =>
    'minContains' in part.schema || 'maxContains' in part.schema ? [] : [{ type: 'array', items: { not: schema } }],
  allOf: (all: Schema[]) => all.map((schema) => ({ not: schema })),
  not: (schema: Schema) => [schema],
  anyOf: (any: Schema[]) => [{ allOf: any.map((schema) => ({ not: schema })) }],
  $ref: (ref: string, _, root) => [{ not: target(ref, root).schema }],
};

const own = (key: string, schema: Schema) => Object.fromEntries([[key, schema]]);
const some = (ways: Schema[]) => (ways.length > 0 ? ways : undefined);

/** An object with a member that is not what a schema wants there. */
const memberRefuting = (schema: Schema, key: string): Schema => ({
  type: 'object',
  required: [key],
  properties: own(key, { not: schema }),
});

/** A list whose item at this place is not what a schema wants there. */
const itemRefuting = (schema: Schema, index: number): Schema => ({
  type: 'array',
  minItems: index + 1,
  prefixItems: [...Array<Schema>(index).fill(true), { not: schema }],
});

type Named = readonly (readonly [string, Schema])[];
const known = new WeakMap<object, Named>();

/** Some names for each pattern, always the same, with what is said of them. */
function namesOf(patterns: Readonly<Record<string, Schema>>): Named {
  let names = known.get(patterns);
  if (!names) {
    names = Object.entries(patterns).flatMap(([pattern, schema]) => {
      const drawn = drawnFrom(1, (random) => [1, 2, 3].map(() => matching(pattern).generate(random, undefined).value));
      const fitting = [...new Set(drawn)].filter((name) => new RegExp(pattern, 'u').test(name));
      return fitting.map((name) => [name, schema] as const);
    });
    known.set(patterns, names);
  }
  return names;
}

/** Some names that a part says nothing of. */
function undeclared({ schema }: Part): readonly string[] {
  const { properties, patternProperties } = schema;
  const patterns = Object.keys(isObject(patternProperties) ? patternProperties : {});
  const spokenOf = (name: string) =>
    (isObject(properties) && Object.hasOwn(properties, name)) || patterns.some((p) => new RegExp(p, 'u').test(name));
  return [...words, 'x-1', '1', 'X', '_', ''].filter((name) => !spokenOf(name)).slice(0, 3);
}

/** The ways in which a value does not satisfy a schema; undefined where only trying can tell. */
export function negation(claim: Claim, root: Schema): readonly Claim[] | undefined {
  const { schema } = claim;
  if (typeof schema === 'boolean') return schema ? [] : undefined;
  const part: Part = { ...claim, schema };
  if ('not' in schema && Object.keys(schema).length === 1) return [inside(claim, 'not')];
  if (Object.keys(schema).some((keyword) => opaque.has(keyword))) return undefined;
  const keywords = Object.keys(schema).filter((keyword) => Object.hasOwn(opposites, keyword));
  const claims: Claim[] = [];
  for (const keyword of keywords) {
    const ways = opposites[keyword]!(schema[keyword] as never, part, root);
    if (!ways) return undefined;
    claims.push(...ways.map((way, i) => derived(claim, `not ${keyword} ${i}`, way)));
  }
  return claims;
}
