import type { Schema } from '../contract/contract.ts';
import { isValid } from '../contract/json-schema.ts';
import { at } from '../contract/pointer.ts';
import { merge, type Node } from './merge.ts';
import { standalone } from './standalone.ts';

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'boolean' || (typeof value === 'object' && value !== null && !Array.isArray(value));

/** What a reference into the same schema names; one that is no pointer, or leads nowhere, allows anything. */
function target(ref: string, root: Schema): Schema {
  if (ref !== '#' && !ref.startsWith('#/')) return true;
  const found = at(root, decodeURIComponent(ref.slice(1)));
  return isSchema(found) ? found : true;
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
  if (typeof $ref === 'string') node = merge(flatten(target($ref, root), root, depth + 1), node);
  for (const part of (allOf as Schema[] | undefined) ?? []) node = merge(node, flatten(part, root, depth + 1));
  return node;
}

/** The parts of a node that hold only for some values: those that hold for `value`. */
function* holding(node: Node, root: Schema, value: unknown): Generator<Schema> {
  const fits = (part: Schema) => isValid(standalone(part, root), value);
  for (const branches of [node.anyOf, node.oneOf]) {
    const branch = branches?.find(fits);
    if (branch !== undefined) yield branch;
  }
  if (node.if !== undefined) yield (fits(node.if) ? node.then : node.else) ?? true;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(node.dependentSchemas ?? {})) if (Object.hasOwn(value, key)) yield part;
}

/** As `flatten`, and merges in the branches that `value` satisfies. */
export function flattenFor(schema: Schema, root: Schema, value: unknown): Node {
  const node = flatten(schema, root);
  const { anyOf: _a, oneOf: _o, if: _i, then: _t, else: _e, dependentSchemas: _d, ...plain } = node;
  let whole: Node = plain;
  for (const part of holding(node, root, value)) whole = merge(whole, flattenFor(part, root, value));
  return whole;
}
