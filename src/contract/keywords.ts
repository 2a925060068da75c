import { step } from './pointer.ts';

type Json = Readonly<Record<string, unknown>>;
const isObject = (v: unknown): v is Json => typeof v === 'object' && v !== null && !Array.isArray(v);

// Where JSON Schema 2020-12 keeps schemas: one, a list, or a map of them. All else in a schema is data.
export const oneSchema: ReadonlySet<string> = new Set([
  'not',
  'if',
  'then',
  'else',
  'items',
  'contains',
  'additionalProperties',
  'propertyNames',
  'unevaluatedItems',
  'unevaluatedProperties',
  'contentSchema',
]);
export const listOfSchemas: ReadonlySet<string> = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems']);
export const mapOfSchemas: ReadonlySet<string> = new Set([
  'properties',
  'patternProperties',
  'dependentSchemas',
  '$defs',
]);

/** A schema and all that stand in it, with their pointers. Takes any value: what is no schema has none in it. */
export function* subschemas(schema: unknown, pointer = ''): Generator<{ pointer: string; schema: Json }> {
  if (!isObject(schema)) return;
  yield { pointer, schema };
  for (const [key, value] of Object.entries(schema)) {
    const at = step(pointer, key);
    if (oneSchema.has(key)) yield* subschemas(value, at);
    const many = (listOfSchemas.has(key) && Array.isArray(value)) || (mapOfSchemas.has(key) && isObject(value));
    if (many) for (const [k, v] of Object.entries(value as object)) yield* subschemas(v, step(at, k));
  }
}
