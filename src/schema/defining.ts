import type { Schema } from '../contract/contract.ts';
import { relocated } from './standalone.ts';

/**
 * A schema in which others are definitions, by the names that `{ $ref: '#/$defs/…' }` calls them. Their own references go
 * on leading to the same places.
 */
export function defining(
  schema: Readonly<Record<string, unknown>>,
  definitions: Readonly<Record<string, Schema>>,
): Schema {
  const moved = Object.entries(definitions).map(([name, definition]) => [name, within(definition, `/$defs/${name}`)]);
  return moved.length === 0 ? schema : { ...schema, $defs: Object.fromEntries(moved) };
}

/** What names itself is no part of another schema any more. */
function within(definition: Schema, to: string): unknown {
  if (typeof definition === 'boolean') return definition;
  const { $id: _, $schema: __, ...rest } = definition as Record<string, unknown>;
  return relocated(rest, to);
}
