import type { Schema } from '../../contract/contract.ts';
import { at, step } from '../../contract/pointer.ts';

export type Json = Readonly<Record<string, unknown>>;
export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isSchema = (value: unknown): value is Schema => typeof value === 'boolean' || isObject(value);

/** A schema that stands somewhere in another one. Several of them together demand what each of them demands. */
export interface Conjunct {
  readonly schema: Schema;
  /** What its references point into. */
  readonly root: Schema;
  /** JSON Pointer into the root. */
  readonly pointer: string;
  /** Keywords that have been looked at in another way, and are passed over. */
  readonly passed?: readonly string[];
}

/** A conjunct whose keywords can be read. */
export interface Readable extends Conjunct {
  readonly schema: Json;
}

const deepest = 40;

/** A schema as what it demands together with all that it refers to, and that its `allOf` names. */
export function conjuncts({ schema, root, pointer, passed }: Conjunct, depth = 0): Conjunct[] {
  const own: Conjunct = { schema, root, pointer, ...(passed ? { passed } : {}) };
  if (!isObject(schema) || depth > deepest) return [own];
  const { $ref, allOf } = schema;
  const all = [own];
  if (typeof $ref === 'string') all.push(...conjuncts(target($ref, root), depth + 1));
  if (Array.isArray(allOf))
    for (const i of allOf.keys()) all.push(...conjuncts(inside(own as Readable, 'allOf', i), depth + 1));
  return all;
}

/** A schema that stands inside of another one. */
export function inside(from: Readable, ...keys: readonly (string | number)[]): Conjunct {
  let { pointer } = from;
  let schema: unknown = from.schema;
  for (const key of keys) {
    pointer = step(pointer, key);
    schema = (schema as Json)[key];
  }
  return { schema: isSchema(schema) ? schema : true, root: from.root, pointer };
}

/** A reference that leads nowhere allows anything. */
function target(ref: string, root: Schema): Conjunct {
  const pointer = ref === '#' || ref.startsWith('#/') ? decodeURIComponent(ref.slice(1)) : undefined;
  const found = pointer === undefined ? true : at(root, pointer);
  return { schema: isSchema(found) ? found : true, root, pointer: pointer ?? '' };
}

/** Those that are no `true` and no `false`. */
export const readable = (all: readonly Conjunct[]): Readable[] =>
  all.filter((one): one is Readable => isObject(one.schema));

/** The values of a keyword, wherever it stands. */
export const valuesOf = (all: readonly Conjunct[], keyword: string): unknown[] =>
  readable(all).flatMap(({ schema, passed }) =>
    Object.hasOwn(schema, keyword) && !passed?.includes(keyword) ? [schema[keyword]] : [],
  );

/** Written by nobody: it stands beside others as one more demand. */
export const added = (schema: Schema): Conjunct => ({ schema, root: schema, pointer: '' });
