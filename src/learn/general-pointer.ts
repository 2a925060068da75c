import type { Schema } from '../contract/contract.ts';
import { subschemas } from '../contract/keywords.ts';
import { step, steps } from '../contract/pointer.ts';

const known = new WeakMap<object, ReadonlySet<string>>();

/** The names of members that a schema declares anywhere. */
function declaredNames(schema: Schema): ReadonlySet<string> {
  if (typeof schema === 'boolean') return new Set();
  let names = known.get(schema);
  if (!names) {
    names = new Set(
      [...subschemas(schema)].flatMap(({ schema: { properties, required } }) => [
        ...Object.keys((properties as object | undefined) ?? {}),
        ...((required as string[] | undefined) ?? []),
      ]),
    );
    known.set(schema, names);
  }
  return names;
}

/**
 * A pointer into a body as a pointer into all requests like it: items of lists, and members that the schema does not
 * name, become `*`. What callers made up never gets into it.
 */
export function generalPointer(schema: Schema, body: unknown, pointer: string): string {
  const names = declaredNames(schema);
  let value = body;
  let general = '/body';
  for (const key of steps(pointer)) {
    general = step(general, Array.isArray(value) || !names.has(key) ? '*' : key);
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  }
  return general;
}
