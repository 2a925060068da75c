import type { Schema } from '../contract/contract.ts';

const schemas = new Map<string, Schema>();

/** The same object for the same schema in every request, so that it is compiled once. */
export function interned(schema: Schema): Schema {
  const key = JSON.stringify(schema);
  const known = schemas.get(key);
  if (known !== undefined) return known;
  if (schemas.size > 1000) schemas.clear();
  schemas.set(key, schema);
  return schema;
}
