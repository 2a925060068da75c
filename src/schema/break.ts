import type { Schema } from '../contract/contract.ts';
import { isValid } from '../contract/json-schema.ts';
import { step, withAt } from '../contract/pointer.ts';
import { flattenFor } from './flatten.ts';
import type { Node } from './merge.ts';

/** One place of a value, with what the schema says of it. */
export interface Spot {
  readonly pointer: string;
  readonly value: unknown;
  readonly node: Node;
  /** It is a member of an object that demands it. */
  readonly required: boolean;
}

/** One thing changed in a value, so that it no longer satisfies its schema. */
export interface Break {
  readonly pointer: string;
  readonly was: unknown;
  /** Absent where the member was taken out. */
  readonly became?: unknown;
  /** The whole value after it. */
  readonly value: unknown;
}

/** A way to break a value: for one spot, the values that could stand there instead (`gone`: none at all). */
export type Way = (spot: Spot) => readonly unknown[];
export const gone = Symbol('gone');

interface Inner {
  readonly key: string | number;
  readonly value: unknown;
  readonly schema: Schema;
  readonly required: boolean;
}

/** All spots of a value that its schema speaks of, the root first. `every`: of a list all items, else the first and the last. */
export function* spots(schema: Schema, value: unknown, every = true): Generator<Spot> {
  yield* spotsOf(schema, schema, { pointer: '', value, required: false }, every);
}

/** The spot at a JSON Pointer; undefined where there is none. */
export function spotAt(schema: Schema, value: unknown, pointer: string): Spot | undefined {
  const leads = (to: string) => pointer === to || pointer.startsWith(`${to}/`);
  for (const spot of spotsOf(schema, schema, { pointer: '', value, required: false }, true, leads))
    if (spot.pointer === pointer) return spot;
  return undefined;
}

function* spotsOf(
  schema: Schema,
  root: Schema,
  place: Omit<Spot, 'node'>,
  every: boolean,
  leads: (pointer: string) => boolean = () => true,
): Generator<Spot> {
  const node = flattenFor(schema, root, place.value);
  yield { ...place, node };
  for (const inner of Array.isArray(place.value) ? items(node, place.value, every) : members(node, place.value)) {
    const { key, value, required } = inner;
    const pointer = step(place.pointer, key);
    if (leads(pointer)) yield* spotsOf(inner.schema, root, { pointer, value, required }, every, leads);
  }
}

function* items(node: Node, list: readonly unknown[], every: boolean): Generator<Inner> {
  const head = (node.prefixItems as Schema[] | undefined) ?? [];
  for (const [key, value] of list.entries()) {
    const schema = head[key] ?? (node.items as Schema | undefined);
    const telling = every || key <= head.length || key === list.length - 1;
    if (schema !== undefined && telling) yield { key, value, schema, required: false };
  }
}

function* members(node: Node, value: unknown): Generator<Inner> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    const schema = memberSchema(node, key);
    if (schema !== undefined) yield { key, value: member, schema, required: node.required?.includes(key) ?? false };
  }
}

/** What a node says of a member. */
function memberSchema(node: Node, key: string): Schema | undefined {
  if (node.properties && Object.hasOwn(node.properties, key)) return node.properties[key];
  const pattern = Object.keys(node.patternProperties ?? {}).find((p) => new RegExp(p, 'u').test(key));
  return pattern === undefined ? node.additionalProperties : node.patternProperties![pattern];
}

/** Every way in which `way` breaks `value`: each is really invalid, also after JSON. Of long lists only the ends are broken. */
export function* breaks(way: Way, schema: Schema, value: unknown): Generator<Break> {
  for (const spot of spots(schema, value, false)) {
    for (const candidate of way(spot)) {
      const broken = withAt(value, spot.pointer, candidate === gone ? undefined : candidate);
      if (isValid(schema, JSON.parse(JSON.stringify(broken)))) continue;
      yield {
        pointer: spot.pointer,
        was: spot.value,
        ...(candidate === gone ? {} : { became: candidate }),
        value: broken,
      };
    }
  }
}
