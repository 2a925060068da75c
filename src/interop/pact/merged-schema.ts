import { isDeepStrictEqual } from 'node:util';

type Json = Readonly<Record<string, unknown>>;

/** The schema of values that were told by several examples: what only some of them have need not be there. */
export function mergedSchemas(schemas: readonly Json[]): Json {
  return schemas.reduce((a, b) => merged(a, b));
}

function merged(a: Json, b: Json): Json {
  if (isDeepStrictEqual(a, b)) return a;
  if (a.type === 'object' && b.type === 'object' && a.properties && b.properties) return mergedObjects(a, b);
  if (a.type === 'array' && b.type === 'array') return mergedArrays(a, b);
  if (isNumber(a) && isNumber(b)) return { type: 'number' };
  const all = [...alternatives(a), ...alternatives(b)];
  const distinct = all.filter((one, i) => !all.slice(0, i).some((other) => isDeepStrictEqual(one, other)));
  // What any text fits says more than all that only some fit.
  const open = distinct.filter((one) => Object.keys(one).length === 1 && typeof one.type === 'string');
  const told = distinct.filter((one) => open.includes(one) || !open.some(({ type }) => type === one.type));
  return told.length === 1 ? told[0]! : { anyOf: told };
}

const alternatives = (schema: Json): readonly Json[] =>
  Array.isArray(schema.anyOf) && Object.keys(schema).length === 1 ? schema.anyOf : [schema];

const isNumber = (schema: Json) =>
  (schema.type === 'number' || schema.type === 'integer') && Object.keys(schema).length === 1;

function mergedObjects(a: Json, b: Json): Json {
  const [ofA, ofB] = [a.properties as Record<string, Json>, b.properties as Record<string, Json>];
  const names = [...new Set([...Object.keys(ofA), ...Object.keys(ofB)])];
  const properties = Object.fromEntries(
    names.map((name) => [name, ofA[name] && ofB[name] ? merged(ofA[name], ofB[name]) : (ofA[name] ?? ofB[name])]),
  );
  const needed = [a, b].map(({ required }) => (Array.isArray(required) ? required : []));
  const required = needed[0]!.filter((name) => needed[1]!.includes(name));
  const { required: _, ...rest } = a;
  return { ...rest, ...(required.length > 0 ? { required } : {}), properties };
}

function mergedArrays(a: Json, b: Json): Json {
  const items = [a, b].flatMap(({ items: one }) => (one === undefined ? [] : [one as Json]));
  const [low, high] = [
    Math.min(...[a, b].map(({ minItems = 0 }) => Number(minItems))),
    Math.max(...[a, b].map(({ maxItems = Infinity }) => Number(maxItems))),
  ];
  return {
    type: 'array',
    ...(items.length > 0 ? { items: mergedSchemas(items) } : {}),
    ...(low > 0 ? { minItems: low } : {}),
    ...(high < Infinity ? { maxItems: high } : {}),
  };
}
