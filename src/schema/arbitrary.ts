import fc from 'fast-check';
import type { Schema } from '../contract/contract.ts';
import { isValid } from '../contract/json-schema.ts';
import { flatten, merge, type Node } from './flatten.ts';
import { hash } from './seed.ts';

/** No value that satisfies a schema was found. */
export class Unsatisfiable extends Error {}

const tries = 200;

/** A valid value, the same for the same seed. Throws `Unsatisfiable` where 200 candidates all fail. */
export function sampleValue(schema: Schema, seed: number): unknown {
  const arbitrary = valueFor(flatten(schema, schema), schema, 0);
  for (let i = 0; i < tries; i++) {
    const [value] = fc.sample(arbitrary, { seed: hash(seed, i), numRuns: 1 });
    if (isValid(schema, value)) return value;
  }
  throw new Unsatisfiable(`no value that satisfies the schema was found in ${tries} tries`);
}

const maxDepth = 6;

/** Values that mostly satisfy a flattened schema; what it cannot express (`not`, `if`) is for the caller to filter. */
function valueFor(node: Node, root: Schema, depth: number): fc.Arbitrary<unknown> {
  if ('const' in node) return fc.constant(node.const);
  if (depth > 2 * maxDepth) return fc.constant(null);
  if (Array.isArray(node.enum)) return fc.constantFrom(...node.enum);
  if (Array.isArray(node.examples) && node.examples.length > 0) return fc.constantFrom(...node.examples);
  for (const key of ['oneOf', 'anyOf'] as const) {
    const { [key]: branches, ...rest } = node;
    if (Array.isArray(branches))
      return fc.oneof(...branches.map((b: Schema) => valueFor(merge(rest, flatten(b, root)), root, depth + 1)));
  }
  const types = node.type === undefined ? [guessType(node)] : ([node.type].flat() as string[]);
  const kept = types.length > 1 ? types.filter((t) => t !== 'null') : types;
  return fc.oneof(...kept.map((type) => ofType[type]!(node, root, depth)));
}

function guessType(node: Node): string {
  if (node.properties || node.required || node.additionalProperties) return 'object';
  if (node.items || node.prefixItems || node.contains) return 'array';
  if (node.minimum !== undefined || node.maximum !== undefined || node.multipleOf !== undefined) return 'number';
  return 'string';
}

type Make = (node: Node, root: Schema, depth: number) => fc.Arbitrary<unknown>;

const ofType: Readonly<Record<string, Make>> = {
  null: () => fc.constant(null),
  boolean: () => fc.boolean(),
  integer: (node) => integer(node),
  number: (node) => (node.multipleOf === undefined ? decimal(node) : integer(node)),
  string: (node) => text(node),
  array: (node, root, depth) => array(node, root, depth),
  object: (node, root, depth) => object(node, root, depth),
};

const number = (value: unknown, otherwise: number) => (typeof value === 'number' ? value : otherwise);

function bounds(node: Node, unit: number): { min: number; max: number } {
  const lowest = Math.max(number(node.minimum, -Infinity), number(node.exclusiveMinimum, -Infinity) + unit);
  const highest = Math.min(number(node.maximum, Infinity), number(node.exclusiveMaximum, Infinity) - unit);
  const min = lowest === -Infinity ? Math.min(0, highest) : lowest;
  return { min, max: highest === Infinity ? min + 100 : highest };
}

function integer(node: Node): fc.Arbitrary<number> {
  const unit = number(node.multipleOf, 1);
  const { min, max } = bounds(node, Number.EPSILON);
  const [low, high] = [Math.ceil(min / unit), Math.floor(max / unit)];
  return fc.integer({ min: low, max: Math.max(low, high) }).map((n) => n * unit);
}

function decimal(node: Node): fc.Arbitrary<number> {
  const { min, max } = bounds(node, 1e-9);
  return fc.integer({ min: 0, max: 100 }).map((n) => Number((min + ((max - min) * n) / 100).toPrecision(6)));
}

const words =
  'order invoice parcel password refund account printer delivery update screen support charge email window ticket error'.split(
    ' ',
  );

const formats: Readonly<Record<string, () => fc.Arbitrary<string>>> = {
  'date-time': () => instants.map((d) => d.toISOString()),
  date: () => instants.map((d) => d.toISOString().slice(0, 10)),
  time: () => instants.map((d) => d.toISOString().slice(11)),
  email: () => fc.constantFrom(...words).map((w) => `${w}@example.com`),
  uri: () => fc.constantFrom(...words).map((w) => `https://example.com/${w}`),
  'uri-reference': () => fc.constantFrom(...words).map((w) => `/${w}`),
  hostname: () => fc.constantFrom(...words).map((w) => `${w}.example.com`),
  ipv4: () => fc.ipV4(),
  ipv6: () => fc.ipV6(),
  uuid: () => fc.uuid(),
  duration: () => fc.integer({ min: 1, max: 60 }).map((n) => `PT${n}M`),
};
const instants = fc.integer({ min: 1_600_000_000, max: 1_800_000_000 }).map((s) => new Date(s * 1000));

function text(node: Node): fc.Arbitrary<string> {
  if (typeof node.pattern === 'string') return fc.stringMatching(new RegExp(node.pattern, 'u'));
  const format = formats[String(node.format)];
  if (format) return format();
  const [min, max] = [number(node.minLength, 1), number(node.maxLength, Infinity)];
  return fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 4 }).map((w) => {
    const joined = w.join(' ');
    return joined.padEnd(min, ` ${joined}`).slice(0, max);
  });
}

function array(node: Node, root: Schema, depth: number): fc.Arbitrary<unknown[]> {
  const head = ((node.prefixItems as Schema[] | undefined) ?? []).map((s) =>
    valueFor(flatten(s, root), root, depth + 1),
  );
  const least = Math.max(0, number(node.minItems, depth < maxDepth ? 1 : 0) - head.length);
  const most = Math.max(least, Math.min(number(node.maxItems, Infinity) - head.length, least + 2));
  if (most <= 0 || (depth >= maxDepth && least === 0)) return fc.tuple(...head);
  const item = (node.items ?? node.contains ?? { type: 'string' }) as Schema;
  const tail =
    item === false
      ? fc.constant([])
      : items(valueFor(flatten(item, root), root, depth + 1), least, most, node.uniqueItems === true);
  return fc.tuple(fc.tuple(...head), tail).map(([a, b]) => [...a, ...b]);
}

function items(
  item: fc.Arbitrary<unknown>,
  minLength: number,
  maxLength: number,
  unique: boolean,
): fc.Arbitrary<unknown[]> {
  if (!unique) return fc.array(item, { minLength, maxLength });
  return fc.uniqueArray(item, { minLength: Math.min(minLength, 1), maxLength, selector: (v) => JSON.stringify(v) });
}

function object(node: Node, root: Schema, depth: number): fc.Arbitrary<object> {
  const properties = node.properties ?? {};
  const required = node.required ?? [];
  const kept = Object.keys(properties).filter((k) => required.includes(k) || depth < maxDepth);
  const known = Object.fromEntries(kept.map((k) => [k, valueFor(flatten(properties[k]!, root), root, depth + 1)]));
  const extra = (node.additionalProperties ?? { type: 'string' }) as Schema;
  const undeclared = required.filter((k) => !Object.hasOwn(properties, k));
  const padding = words
    .filter((w) => !Object.hasOwn(properties, w))
    .slice(0, Math.max(0, number(node.minProperties, 0) - kept.length - undeclared.length));
  for (const key of [...undeclared, ...padding]) known[key] = valueFor(flatten(extra, root), root, depth + 1);
  return fc.record(known, { requiredKeys: [...required, ...padding].filter((k) => Object.hasOwn(known, k)) });
}
