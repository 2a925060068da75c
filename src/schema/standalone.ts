import type { Schema } from '../contract/contract.ts';

interface Moved {
  /** The schema with its references pointing at where it is kept as a definition. */
  readonly whole: unknown;
  readonly parts: WeakMap<object, Schema>;
}

const name = 'whole';
const definition = `/$defs/${name}`;
const known = new WeakMap<object, Moved>();
const data = new Set(['const', 'enum', 'default', 'examples']);

/**
 * A part of a schema as a schema of its own: the whole goes with it as a definition, so that its references still lead
 * to the same places. The same object for the same part, so that it is compiled once.
 */
export function standalone(part: Schema, root: Schema): Schema {
  if (typeof part === 'boolean' || typeof root === 'boolean' || part === root) return part;
  let moved = known.get(root);
  if (!moved) {
    moved = { whole: relocated(root, definition), parts: new WeakMap() };
    known.set(root, moved);
  }
  let own = moved.parts.get(part);
  if (own === undefined) {
    own = { ...(relocated(part, definition) as object), $defs: { [name]: moved.whole } };
    moved.parts.set(part, own);
  }
  return own;
}

/** A copy in which references into the whole lead to where it stands now: a JSON Pointer. */
export function relocated(value: unknown, to: string): unknown {
  if (Array.isArray(value)) return value.map((inner) => relocated(inner, to));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      if (key === '$ref' && typeof inner === 'string' && (inner === '#' || inner.startsWith('#/')))
        return [key, `#${to}${inner.slice(1)}`];
      return [key, data.has(key) ? inner : relocated(inner, to)];
    }),
  );
}
