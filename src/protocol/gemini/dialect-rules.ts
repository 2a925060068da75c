import { first } from '../first.ts';
import { isObject, type Json, message, type Refusal, senseless, unknownName, wrongType } from './refusal.ts';
import { snake } from './spelling.ts';

const known = new Set([
  ...['type', 'format', 'title', 'description', 'nullable', 'enum', 'default', 'example', 'pattern', 'anyOf', 'items'],
  ...['minimum', 'maximum', 'minItems', 'maxItems', 'minLength', 'maxLength', 'minProperties', 'maxProperties'],
  ...['properties', 'propertyOrdering', 'required', 'additionalProperties', '$ref', '$defs'],
]);
const types = ['STRING', 'NUMBER', 'INTEGER', 'BOOLEAN', 'ARRAY', 'OBJECT', 'NULL', 'TYPE_UNSPECIFIED'];

/** What may not stand in a schema in the dialect of OpenAPI. */
export function badSchema(schema: unknown, at: string): Refusal | undefined {
  if (!isObject(schema)) return wrongType(at, message('Schema'), schema);
  const unknown = Object.keys(schema).find((name) => !known.has(name));
  if (unknown !== undefined) return unknownName(at, snake(unknown));
  const { type, items, properties = {}, anyOf = [] } = schema;
  if (type !== undefined && !types.includes(String(type).toUpperCase()))
    return wrongType(`${at}.type`, message('Type'), type);
  if (String(type).toUpperCase() === 'ARRAY' && items === undefined) return senseless(`${at}.items`, 'missing field.');
  return first([
    () => (items === undefined ? undefined : badSchema(items, `${at}.items`)),
    ...entries(properties).map(
      ([name, inner]) =>
        () =>
          badSchema(inner, `${at}.properties[${name}]`),
    ),
    ...entries(anyOf).map(
      ([i, inner]) =>
        () =>
          badSchema(inner, `${at}.any_of[${i}]`),
    ),
    () => badRequired(schema, at),
  ]);
}

const entries = (value: unknown): [string, unknown][] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : [];

function badRequired({ required, properties = {} }: Json, at: string): Refusal | undefined {
  if (!Array.isArray(required) || !isObject(properties)) return undefined;
  const i = required.findIndex((name) => !Object.hasOwn(properties, String(name)));
  return i < 0 ? undefined : senseless(`${at}.required[${i}]`, 'property is not defined');
}
