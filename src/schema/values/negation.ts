import type { Schema } from '../../contract/contract.ts';
import { type Claim, derived, inside, type Part, target } from './claim.ts';

const types = ['null', 'boolean', 'number', 'string', 'array', 'object'];
const silent = new Set(['title', 'description', '$comment', 'default', 'examples', '$defs', 'definitions', '$schema']);

type Opposite = (value: never, part: Part, root: Schema) => Schema[];

const less = (type: string, keyword: string): Opposite => {
  return (n: number) => (n > 0 ? [{ type, [keyword]: n - 1 }] : []);
};
const more = (type: string, keyword: string): Opposite => {
  return (n: number) => [{ type, [keyword]: n + 1 }];
};

// What holds where a keyword does not: one of these. A keyword that is not here is left to checking.
const opposites: Readonly<Record<string, Opposite>> = {
  type: (type: string | string[]) => {
    const named = [type].flat();
    const rest = types.filter((t) => !named.includes(t));
    return rest.length > 0 ? [{ type: rest }] : [];
  },
  required: (keys: string[]) => keys.map((key) => ({ type: 'object', properties: own(key, false) })),
  properties: (properties: Record<string, Schema>) =>
    Object.entries(properties).map(([key, schema]) => ({
      type: 'object',
      required: [key],
      properties: own(key, { not: schema }),
    })),
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
  items: (schema: Schema, part) => ('prefixItems' in part.schema ? [] : [{ type: 'array', contains: { not: schema } }]),
  contains: (schema: Schema, part) =>
    'minContains' in part.schema || 'maxContains' in part.schema ? [] : [{ type: 'array', items: { not: schema } }],
  allOf: (all: Schema[]) => all.map((schema) => ({ not: schema })),
  anyOf: (any: Schema[]) => [{ allOf: any.map((schema) => ({ not: schema })) }],
  $ref: (ref: string, _, root) => [{ not: target(ref, root).schema }],
};

const own = (key: string, schema: Schema) => Object.fromEntries([[key, schema]]);

/** The ways in which a value does not satisfy a schema; undefined where only trying can tell. */
export function negation(claim: Claim, root: Schema): readonly Claim[] | undefined {
  const { schema } = claim;
  if (typeof schema === 'boolean') return schema ? [] : undefined;
  const part: Part = { ...claim, schema };
  if ('not' in schema && Object.keys(schema).length === 1) return [inside(claim, 'not')];
  const keywords = Object.keys(schema).filter((k) => !silent.has(k));
  if (keywords.length === 0) return [];
  if (keywords.some((k) => !opposites[k] && !(k === 'then' || k === 'else'))) return undefined;
  return keywords.flatMap((keyword) => {
    const value = schema[keyword];
    const ways = value === undefined || !opposites[keyword] ? [] : opposites[keyword](value as never, part, root);
    return ways.map((way, i) => derived(claim, `not ${keyword} ${i}`, way));
  });
}
