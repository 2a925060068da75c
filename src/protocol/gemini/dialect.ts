import type { Schema } from '../../contract/contract.ts';
import { interned } from '../interned.ts';
import type { FunctionDeclaration, GenerationConfig } from './asked.ts';

type Json = Readonly<Record<string, unknown>>;
const isObject = (v: unknown): v is Json => typeof v === 'object' && v !== null && !Array.isArray(v);

const counts = ['minItems', 'maxItems', 'minLength', 'maxLength', 'minProperties', 'maxProperties'];
const kept = ['pattern', 'minimum', 'maximum', 'required', 'additionalProperties', '$ref'];

/** The JSON Schema that says the same as one in the dialect of OpenAPI: types in capitals, `nullable`, numbers as texts. */
export function jsonSchemaOf(schema: unknown): Schema {
  return interned(translated(schema) as Schema);
}

function translated(schema: unknown): unknown {
  if (!isObject(schema)) return schema;
  const type = typeof schema.type === 'string' ? schema.type.toLowerCase() : undefined;
  const node: Record<string, unknown> = type === undefined || type === 'type_unspecified' ? {} : { type };
  for (const key of kept) if (schema[key] !== undefined) node[key] = schema[key];
  for (const key of counts) if (schema[key] !== undefined) node[key] = Number(schema[key]);
  if (schema.format === 'date-time') node.format = schema.format;
  if (Array.isArray(schema.enum)) node.enum = schema.enum;
  if (schema.items !== undefined) node.items = translated(schema.items);
  if (Array.isArray(schema.anyOf)) node.anyOf = schema.anyOf.map(translated);
  for (const key of ['properties', '$defs'])
    if (isObject(schema[key]))
      node[key] = Object.fromEntries(Object.entries(schema[key]).map(([name, inner]) => [name, translated(inner)]));
  return schema.nullable === true ? { anyOf: [node, { type: 'null' }] } : node;
}

/** What a function wants as its arguments. */
export function parametersOf({ parameters, parametersJsonSchema: json }: FunctionDeclaration): Schema {
  if (json !== undefined) return interned(json);
  return parameters === undefined ? interned({ type: 'object' }) : jsonSchemaOf(parameters);
}

/** What an answer has to satisfy; undefined where words are wanted. */
export function answerOf(config: GenerationConfig): Schema | undefined {
  if (config.responseJsonSchema !== undefined) return interned(config.responseJsonSchema);
  if (config.responseSchema !== undefined) return jsonSchemaOf(config.responseSchema);
  return config.responseMimeType === 'application/json' ? interned({ type: 'object' }) : undefined;
}
