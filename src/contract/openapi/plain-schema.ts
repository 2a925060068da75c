import { unicodePattern } from './unicode-pattern.ts';

type Json = Readonly<Record<string, unknown>>;
const isObject = (v: unknown): v is Json => typeof v === 'object' && v !== null && !Array.isArray(v);

/** The versions that are read. 3.0 has schemas of its own, 3.1 and later those of JSON Schema 2020-12. */
export type OpenApiVersion = '3.0' | '3.1';

/** The version that a document says it is written in; undefined where it is no OpenAPI document that can be read. */
export function openApiVersion(value: unknown): OpenApiVersion | undefined {
  const text = isObject(value) ? value.openapi : undefined;
  if (typeof text !== 'string' && typeof text !== 'number') return undefined;
  return /^3\.0/.test(String(text)) ? '3.0' : /^3\.\d/.test(String(text)) ? '3.1' : undefined;
}

// What OpenAPI says with them is said in JSON Schema, or is no matter of what is valid.
const ownKeys = new Set(['discriminator', 'xml', 'externalDocs', 'example']);

/**
 * One schema of an OpenAPI document in the words of JSON Schema 2020-12; the schemas in it are left as they are.
 * In a request, what is `readOnly` is not there; in a reply, what is `writeOnly`. The words of 3.0 are read in later
 * versions, too, where they could mean nothing else: documents are often declared newer than they are.
 */
export function plainSchema(node: Json, version: OpenApiVersion, side: 'request' | 'reply'): Json {
  // In 3.0, what stands beside a reference does not count.
  if (version === '3.0' && typeof node.$ref === 'string') return { $ref: node.$ref };
  const { exclusiveMinimum, exclusiveMaximum, nullable } = node;
  const replaced = new Set([
    ...ownKeys,
    ...(typeof nullable === 'boolean' ? ['nullable'] : []),
    ...(typeof exclusiveMinimum === 'boolean' ? ['exclusiveMinimum'] : []),
    ...(typeof exclusiveMaximum === 'boolean' ? ['exclusiveMaximum'] : []),
    ...(exclusiveMinimum === true ? ['minimum'] : []),
    ...(exclusiveMaximum === true ? ['maximum'] : []),
  ]);
  const kept = Object.entries(node).filter(([key]) => !replaced.has(key) && !key.startsWith('x-'));
  const plain: Json = {
    ...Object.fromEntries(kept),
    ...(node.example === undefined ? {} : { examples: [node.example] }),
    ...(exclusiveMinimum === true && node.minimum !== undefined ? { exclusiveMinimum: node.minimum } : {}),
    ...(exclusiveMaximum === true && node.maximum !== undefined ? { exclusiveMaximum: node.maximum } : {}),
    ...(typeof node.pattern === 'string' ? { pattern: unicodePattern(node.pattern) } : {}),
    ...told(node),
    ...oneSided(node, side),
  };
  return nullable === true ? orNull(plain) : plain;
}

function orNull(node: Json): Json {
  if (node.type === undefined) return { anyOf: [node, { type: 'null' }] };
  const listed = Array.isArray(node.enum) && !node.enum.includes(null) ? { enum: [...node.enum, null] } : {};
  return { ...node, type: [...new Set([node.type, 'null'].flat())], ...listed };
}

/** What a discriminator tells apart: each alternative has its own name in that property. */
function told({ discriminator, oneOf, anyOf }: Json): Json {
  const property = isObject(discriminator) ? discriminator.propertyName : undefined;
  if (!isObject(discriminator) || typeof property !== 'string') return {};
  const mapping = Object.entries(isObject(discriminator.mapping) ? discriminator.mapping : {});
  const named = (one: unknown) => {
    if (!isObject(one) || typeof one.$ref !== 'string') return one;
    const last = one.$ref.split('/').at(-1)!;
    const names = mapping.filter(([, to]) => to === one.$ref || to === last).map(([name]) => name);
    const tag = { [property]: { enum: names.length > 0 ? names : [last] } };
    return { allOf: [one, { type: 'object', properties: tag, required: [property] }] };
  };
  return {
    ...(Array.isArray(oneOf) ? { oneOf: oneOf.map(named) } : {}),
    ...(Array.isArray(anyOf) ? { anyOf: anyOf.map(named) } : {}),
  };
}

function oneSided({ properties, required }: Json, side: 'request' | 'reply'): Json {
  if (!isObject(properties)) return {};
  const absent = (value: unknown) => isObject(value) && value[side === 'request' ? 'readOnly' : 'writeOnly'] === true;
  const names = Object.keys(properties).filter((name) => absent(properties[name]));
  if (names.length === 0) return {};
  return {
    properties: Object.fromEntries(Object.entries(properties).filter(([name]) => !names.includes(name))),
    ...(Array.isArray(required) ? { required: required.filter((name) => !names.includes(name)) } : {}),
  };
}
