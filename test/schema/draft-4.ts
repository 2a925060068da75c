import type { Schema } from '../../src/contract/contract.ts';
import { at, step } from '../../src/contract/pointer.ts';

type Json = Readonly<Record<string, unknown>>;
type Written = (value: never, schema: Json, convert: (schema: unknown) => Schema) => Json;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const each = (schemas: Json, convert: (schema: unknown) => Schema) =>
  Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, convert(schema)]));
const one =
  (keyword: string): Written =>
  (schema: unknown, _, convert) => ({ [keyword]: convert(schema) });
const list =
  (keyword: string): Written =>
  (schemas: unknown[], _, convert) => ({ [keyword]: schemas.map(convert) });
const map =
  (keyword: string): Written =>
  (schemas: Json, _, convert) => ({ [keyword]: each(schemas, convert) });

// How draft 2020-12 writes what draft 4 says in a keyword; all other keywords are written the same.
const keywords: Readonly<Record<string, Written>> = {
  minimum: (n: number, schema) => (schema.exclusiveMinimum === true ? { exclusiveMinimum: n } : { minimum: n }),
  maximum: (n: number, schema) => (schema.exclusiveMaximum === true ? { exclusiveMaximum: n } : { maximum: n }),
  exclusiveMinimum: () => ({}),
  exclusiveMaximum: () => ({}),
  items: (items: unknown, _, convert) =>
    Array.isArray(items) ? { prefixItems: items.map(convert) } : { items: convert(items) },
  // It says something only beside a list of schemas.
  additionalItems: (rest: unknown, schema, convert) => (Array.isArray(schema.items) ? { items: convert(rest) } : {}),
  dependencies: (all: Json, _, convert) => {
    const names = Object.entries(all).filter(([, demanded]) => Array.isArray(demanded));
    const schemas = Object.entries(all).filter(([, demanded]) => isObject(demanded));
    return {
      ...(names.length > 0 ? { dependentRequired: Object.fromEntries(names) } : {}),
      ...(schemas.length > 0 ? { dependentSchemas: each(Object.fromEntries(schemas), convert) } : {}),
    };
  },
  not: one('not'),
  additionalProperties: one('additionalProperties'),
  allOf: list('allOf'),
  anyOf: list('anyOf'),
  oneOf: list('oneOf'),
  properties: map('properties'),
  patternProperties: map('patternProperties'),
  definitions: map('definitions'),
};

/** A schema of draft 4 as draft 2020-12 writes it. */
export function fromDraft4(root: unknown): Schema {
  const convert = (schema: unknown): Schema => {
    if (!isObject(schema)) return schema as Schema;
    // A reference hides all that stands beside it, but what it leads to may stand there.
    const { $ref, definitions = {} } = schema;
    const read = typeof $ref === 'string' ? { definitions } : schema;
    const written = Object.entries(read).map(([key, value]) =>
      Object.hasOwn(keywords, key) ? keywords[key]!(value as never, schema, convert) : { [key]: value },
    );
    return Object.assign(typeof $ref === 'string' ? { $ref: moved($ref, root) } : {}, ...written) as Schema;
  };
  return convert(root);
}

/** Where a local reference leads to once its schema is converted. */
function moved(ref: string, root: unknown): string {
  let from = '';
  const names = ref.split('/').map((name, i) => {
    if (i === 0) return name;
    const list = Array.isArray(at(root, step(from, 'items')));
    from += `/${decodeURIComponent(name)}`;
    if (name === 'items' && list) return 'prefixItems';
    if (name === 'additionalItems') return 'items';
    return name === 'dependencies' ? 'dependentSchemas' : name;
  });
  return names.join('/');
}
