import type { Schema } from '../contract/contract.ts';

/** The keywords of one place of a schema, with `$ref` and `allOf` merged in. */
export interface Node {
  readonly [keyword: string]: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly dependentSchemas?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema;
  readonly required?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly if?: Schema;
  readonly then?: Schema;
  readonly else?: Schema;
}

type Merge = (a: never, b: never) => unknown;

const union: Merge = (a: unknown[], b: unknown[]) => [...new Set([...a, ...b])];
const both: Merge = (a: Schema, b: Schema) => ({ allOf: [a, b] });
const each: Merge = (a: Schema[], b: Schema[]) => a.flatMap((x) => b.map((y) => ({ allOf: [x, y] })));
const byName: Merge = (a: Record<string, Schema>, b: Record<string, Schema>) => {
  const all = Object.entries(b).map(([k, v]) => [k, Object.hasOwn(a, k) ? { allOf: [a[k], v] } : v] as const);
  return { ...a, ...Object.fromEntries(all) };
};

// How two values of one keyword become one that demands what both demand; the later wins where that is not known.
const merges: Readonly<Record<string, Merge>> = {
  required: union,
  properties: byName,
  patternProperties: byName,
  dependentSchemas: byName,
  additionalProperties: both,
  items: both,
  contains: both,
  propertyNames: both,
  anyOf: each,
  oneOf: each,
  minimum: Math.max,
  exclusiveMinimum: Math.max,
  minLength: Math.max,
  minItems: Math.max,
  minProperties: Math.max,
  maximum: Math.min,
  exclusiveMaximum: Math.min,
  maxLength: Math.min,
  maxItems: Math.min,
  maxProperties: Math.min,
  uniqueItems: (a: boolean, b: boolean) => a || b,
  enum: (a: unknown[], b: unknown[]) => a.filter((v) => b.some((w) => JSON.stringify(v) === JSON.stringify(w))),
  type: (a: unknown, b: unknown) => {
    const [x, y] = [[a].flat(), [b].flat()];
    if (x.includes('number') && y.includes('integer')) x.push('integer');
    return x.filter((t) => y.includes(t) || (t === 'integer' && y.includes('number')));
  },
};

/** Merges what two schemas demand of one value. */
export function merge(a: Node, b: Node): Node {
  const out: Record<string, unknown> = { ...a };
  for (const [key, value] of Object.entries(b))
    out[key] = Object.hasOwn(out, key) && merges[key] ? merges[key](out[key] as never, value as never) : value;
  return out;
}
