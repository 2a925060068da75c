import type { Schema } from '../../contract/contract.ts';
import { at, step } from '../../contract/pointer.ts';

/** What one schema demands of one place of a value. */
export interface Claim {
  /** The same for the same demand: places with the same claims are one place. */
  readonly key: string;
  /** Where it is written, for messages. */
  readonly pointer: string;
  readonly schema: Schema;
  /** Nobody wrote it, but it follows from what stands at the pointer. */
  readonly derived?: true;
}

/** A claim that is an object: its keywords can be read. */
export interface Part extends Claim {
  readonly schema: { readonly [keyword: string]: unknown };
}

type Json = Readonly<Record<string, unknown>>;
export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const isSchema = (value: unknown): value is Schema => typeof value === 'boolean' || isObject(value);

/** A schema that stands inside of another. */
export function inside(claim: Claim, ...keys: readonly (string | number)[]): Claim {
  let { key, pointer } = claim;
  let schema: unknown = claim.schema;
  for (const k of keys) {
    key = step(key, k);
    if (!claim.derived) pointer = step(pointer, k);
    schema = (schema as Json)[k];
  }
  return { ...claim, key, pointer, schema: isSchema(schema) ? schema : true };
}

/** The schemas of a keyword that holds a list of them. */
export function listed(part: Part, keyword: string): Claim[] {
  const list = part.schema[keyword];
  return Array.isArray(list) ? list.map((_, i) => inside(part, keyword, i)) : [];
}

/** A claim that nobody wrote, but that follows from one that somebody wrote. */
export function derived(from: Claim, name: string, schema: Schema): Claim {
  return { key: `${from.key}\u0000${name}`, pointer: from.pointer, schema, derived: true };
}

/** What a reference into the same schema names; one that is no pointer, or leads nowhere, allows anything. */
export function target(ref: string, root: Schema): Claim {
  const pointer = ref === '#' || ref.startsWith('#/') ? decodeURIComponent(ref.slice(1)) : undefined;
  const found = pointer === undefined ? true : at(root, pointer);
  return { key: pointer ?? ref, pointer: pointer ?? ref, schema: isSchema(found) ? found : true };
}
