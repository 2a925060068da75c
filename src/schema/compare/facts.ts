import { type Conjunct, conjuncts, inside, isObject, type Readable, readable, valuesOf } from './conjunct.ts';

export const jsonTypes = ['null', 'boolean', 'number', 'string', 'array', 'object'] as const;
export type JsonType = (typeof jsonTypes)[number];

/** The types that values of all of them can have. */
export function typesOf(all: readonly Conjunct[]): JsonType[] {
  if (all.some(({ schema }) => schema === false)) return [];
  const named = valuesOf(all, 'type').map((type) => [type].flat().map((t) => (t === 'integer' ? 'number' : t)));
  return jsonTypes.filter((type) => named.every((types) => types.includes(type)));
}

/** Whether each number among the values has no fraction. */
export const areIntegers = (all: readonly Conjunct[]): boolean =>
  valuesOf(all, 'type').some((type) => [type].flat().includes('integer') && ![type].flat().includes('number')) ||
  valuesOf(all, 'multipleOf').some(Number.isInteger);

/** What is listed where the values are listed; undefined where they are not. */
export function listed(all: readonly Conjunct[]): readonly unknown[] | undefined {
  const [constant] = readable(all).filter(({ schema }) => Object.hasOwn(schema, 'const'));
  if (constant) return [constant.schema.const];
  const [list] = valuesOf(all, 'enum').filter(Array.isArray);
  if (list) return list;
  const types = typesOf(all);
  if (types.some((type) => type !== 'null' && type !== 'boolean')) return undefined;
  return types.flatMap((type) => (type === 'null' ? [null] : [true, false]));
}

/** What holds for a member, if it is there. */
export function memberOf(all: readonly Conjunct[], name: string): Conjunct[] {
  return readable(all).flatMap((one) => {
    const { properties, additionalProperties } = one.schema;
    const own = isObject(properties) && Object.hasOwn(properties, name) ? [inside(one, 'properties', name)] : [];
    const matched = patternsOf(one).filter((pattern) => matches(pattern, name));
    own.push(...matched.map((pattern) => inside(one, 'patternProperties', pattern)));
    if (own.length === 0 && additionalProperties !== undefined) own.push(inside(one, 'additionalProperties'));
    return own.flatMap((c) => conjuncts(c));
  });
}

/** What holds for members whose names are matched by no pattern, and that are not named. */
export const otherMembers = (all: readonly Conjunct[]): Conjunct[] =>
  readable(all)
    .filter(({ schema }) => schema.additionalProperties !== undefined)
    .flatMap((one) => conjuncts(inside(one, 'additionalProperties')));

/** What holds for the item at an index, if it is there. */
export function itemAt(all: readonly Conjunct[], index: number): Conjunct[] {
  return readable(all).flatMap((one) => {
    const { prefixItems, items } = one.schema;
    if (Array.isArray(prefixItems) && index < prefixItems.length) return conjuncts(inside(one, 'prefixItems', index));
    return items === undefined ? [] : conjuncts(inside(one, 'items'));
  });
}

export const namesOf = (all: readonly Conjunct[]): string[] => [
  ...new Set(valuesOf(all, 'properties').flatMap((map) => (isObject(map) ? Object.keys(map) : []))),
];

export const patternsOf = ({ schema }: Readable): string[] =>
  isObject(schema.patternProperties) ? Object.keys(schema.patternProperties) : [];

export const requiredBy = (all: readonly Conjunct[]): Set<string> =>
  new Set(valuesOf(all, 'required').flat() as string[]);

/** Whether no member but the named ones can be there. */
export const areClosed = (all: readonly Conjunct[]): boolean =>
  readable(all).some((one) => one.schema.additionalProperties === false && patternsOf(one).length === 0);

/** The largest of the lower limits, or the smallest of the upper ones; undefined where there is none. */
export function limit(all: readonly Conjunct[], keyword: string, better: 'largest' | 'smallest'): number | undefined {
  const limits = valuesOf(all, keyword).filter((value): value is number => typeof value === 'number');
  if (limits.length === 0) return undefined;
  return better === 'largest' ? Math.max(...limits) : Math.min(...limits);
}

/** As validators read a pattern; one that cannot be read matches nothing that is known. */
export function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(text);
  } catch {
    return false;
  }
}
