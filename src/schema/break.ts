import type { Schema } from '../contract/contract.ts';
import { isValid } from '../contract/json-schema.ts';
import { at, step, withAt } from '../contract/pointer.ts';
import { flattenFor, type Node } from './flatten.ts';

/** One place of a value, with what the schema says of it. */
export interface Spot {
  readonly pointer: string;
  readonly value: unknown;
  readonly node: Node;
  /** The object that it is a member of demands it. */
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

/** All spots of a value that its schema speaks of, the root first. */
export function* spots(
  schema: Schema,
  value: unknown,
  root: Schema = schema,
  pointer = '',
  required = true,
): Generator<Spot> {
  const node = flattenFor(schema, root, value);
  yield { pointer, value, node, required };
  if (Array.isArray(value)) {
    const head = (node.prefixItems as Schema[] | undefined) ?? [];
    for (const [i, item] of value.entries()) {
      const inner = head[i] ?? (node.items as Schema | undefined);
      if (inner !== undefined) yield* spots(inner, item, root, step(pointer, i));
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      const inner = node.properties?.[key];
      if (inner !== undefined)
        yield* spots(inner, item, root, step(pointer, key), node.required?.includes(key) ?? false);
    }
  }
}

/** Every way in which `way` breaks `value`: each is really invalid, also after JSON. */
export function* breaks(way: Way, schema: Schema, value: unknown): Generator<Break> {
  for (const spot of spots(schema, value)) {
    for (const candidate of way(spot)) {
      if (spot.pointer === '' && candidate === gone) continue;
      const broken = withAt(value, spot.pointer, candidate === gone ? undefined : candidate);
      if (isValid(schema, JSON.parse(JSON.stringify(broken)))) continue;
      yield {
        pointer: spot.pointer,
        was: at(value, spot.pointer),
        ...(candidate === gone ? {} : { became: candidate }),
        value: broken,
      };
    }
  }
}
