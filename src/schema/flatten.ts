import type { Schema } from '../contract/contract.ts';
import { isValid } from '../contract/json-schema.ts';
import { at } from '../contract/pointer.ts';

/** The keywords of one place of a schema, with `$ref` and `allOf` merged in. */
export interface Node {
  readonly [keyword: string]: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

const union = (a: unknown, b: unknown) => [...new Set([...((a as unknown[]) ?? []), ...((b as unknown[]) ?? [])])];
const both = (a: unknown, b: unknown) => ({ allOf: [a, b] });

// How two values of one keyword become one that demands what both demand; the later wins where that is not known.
const merges: Readonly<Record<string, (a: never, b: never) => unknown>> = {
  required: union,
  properties: (a: Record<string, Schema>, b: Record<string, Schema>) => {
    const all = Object.entries(b).map(([k, v]) => [k, Object.hasOwn(a, k) ? both(a[k], v) : v] as const);
    return { ...a, ...Object.fromEntries(all) };
  },
  items: both,
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

/**
 * Resolves `$ref` and `allOf` of one place. `root` is the schema that local references point into.
 * A false schema becomes `{ not: {} }`.
 */
export function flatten(schema: Schema, root: Schema, depth = 0): Node {
  if (typeof schema === 'boolean') return schema ? {} : { not: {} };
  const { $ref, allOf, $defs: _, ...own } = schema as Record<string, unknown>;
  let node: Node = own;
  if (depth > 30) return node;
  if (typeof $ref === 'string') node = merge(flatten(at(root, $ref.slice(1)) as Schema, root, depth + 1), node);
  for (const part of (allOf as Schema[] | undefined) ?? []) node = merge(node, flatten(part, root, depth + 1));
  return node;
}

/** A part of a schema as a schema of its own: with the definitions that its references need. */
export function standalone(schema: Schema, root: Schema): Schema {
  if (typeof schema === 'boolean' || typeof root === 'boolean') return schema;
  return { ...schema, ...(root.$defs ? { $defs: root.$defs } : {}) };
}

/** As `flatten`, and picks the branch of `anyOf` and `oneOf` that `value` satisfies. */
export function flattenFor(schema: Schema, root: Schema, value: unknown): Node {
  let node = flatten(schema, root);
  for (const key of ['anyOf', 'oneOf']) {
    const branches = node[key] as Schema[] | undefined;
    const branch = branches?.find((b) => isValid(standalone(b, root), value));
    const { [key]: _, ...rest } = node;
    node = rest;
    if (branch !== undefined) node = merge(node, flattenFor(branch, root, value));
  }
  return node;
}
