import fc from 'fast-check';
import type { Schema } from '../contract/contract.ts';
import type { Node } from './merge.ts';
import { matching, words } from './text.ts';

const number = (value: unknown, otherwise: number) => (typeof value === 'number' ? value : otherwise);
type Members = Readonly<Record<string, fc.Arbitrary<unknown>>>;

/** Objects with their declared members, and with invented ones where more are demanded or none are declared. */
export function object(
  node: Node,
  inner: (schema: Schema) => fc.Arbitrary<unknown>,
  deep: boolean,
): fc.Arbitrary<unknown> {
  const properties = node.properties ?? {};
  const required = withDependents(node);
  const declared = Object.keys(properties).filter((key) => required.includes(key) || !deep);
  const known: Members = Object.fromEntries([
    ...declared.map((key) => [key, inner(properties[key]!)] as const),
    ...required
      .filter((key) => !Object.hasOwn(properties, key))
      .map((key) => [key, inner(undeclared(node, key))] as const),
  ]);
  const count = Object.keys(known).length;
  const optional = count - required.length;
  const most = number(node.maxProperties, Infinity) - required.length;
  const requiredKeys = number(node.minProperties, 0) >= count ? Object.keys(known) : required;
  const base = fc.record(optional > most ? only(known, required) : known, {
    requiredKeys: [...requiredKeys],
    noNullPrototype: true,
  });
  const missing = Math.max(number(node.minProperties, 0) - count, isMap(node) && !deep ? 1 : 0);
  if (missing <= 0) return base;
  return fc.tuple(base, invented(node, inner, missing)).map(([a, b]) => ({ ...b, ...a }));
}

const only = (members: Members, keys: readonly string[]): Members =>
  Object.fromEntries(keys.map((key) => [key, members[key]!]));

/** The members that must be there, with those that they in turn demand. */
function withDependents(node: Node): string[] {
  const dependents = new Map(Object.entries((node.dependentRequired ?? {}) as Record<string, readonly string[]>));
  const all = new Set(node.required);
  for (const key of all) for (const dependent of dependents.get(key) ?? []) all.add(dependent);
  return [...all];
}

/** Its members have names that it does not declare. */
const isMap = ({ properties, additionalProperties, patternProperties }: Node) =>
  properties === undefined && (patternProperties !== undefined || typeof additionalProperties === 'object');

function undeclared({ patternProperties = {}, additionalProperties }: Node, key: string): Schema {
  const pattern = Object.keys(patternProperties).find((p) => new RegExp(p, 'u').test(key));
  return pattern === undefined ? (additionalProperties ?? true) : patternProperties[pattern]!;
}

/** Some members with invented names. */
function invented(node: Node, inner: (schema: Schema) => fc.Arbitrary<unknown>, count: number): fc.Arbitrary<object> {
  const taken = new Set([...Object.keys(node.properties ?? {}), ...(node.required ?? [])]);
  return names(node, inner).chain((drawn) => {
    const free = drawn.filter((name) => !taken.has(name)).slice(0, count);
    return fc.record(Object.fromEntries(free.map((name) => [name, inner(undeclared(node, name))])), {
      noNullPrototype: true,
    });
  });
}

function names(node: Node, inner: (schema: Schema) => fc.Arbitrary<unknown>): fc.Arbitrary<readonly string[]> {
  const [pattern] = Object.keys(node.patternProperties ?? {});
  const several = (name: fc.Arbitrary<unknown>) =>
    fc.array(name, { minLength: 20, maxLength: 40, size: 'max' }).map((all) => [...new Set(all.map(String))]);
  if (node.propertyNames !== undefined) return several(inner({ allOf: [{ type: 'string' }, node.propertyNames] }));
  if (pattern !== undefined) return several(matching(pattern));
  const size = Math.max(words.length, number(node.minProperties, 0) * 2);
  return fc.constant(
    Array.from({ length: size }, (_, i) => (i < words.length ? words[i]! : `${words[i % words.length]}_${i}`)),
  );
}
