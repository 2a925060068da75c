import type { Schema } from '../../contract/contract.ts';
import { at } from '../../contract/pointer.ts';
import { isObject } from './conjunct.ts';

const annotations = new Set(['title', 'description', 'default', 'examples', 'deprecated', '$comment', '$defs']);
const data = new Set(['const', 'enum']);

/** A text that two schemas share only if they demand the same: what they refer to is part of it, what explains is not. */
export function textOf(schema: unknown, root: Schema): string {
  const seen = new Map<string, number>();
  const texts: string[] = [];
  const one = (ref: string): number => {
    const known = seen.get(ref);
    if (known !== undefined) return known;
    const index = seen.size;
    seen.set(ref, index);
    texts[index] = text(at(root, decodeURIComponent(ref.slice(1))));
    return index;
  };
  const text = (value: unknown, names = false): string => {
    if (Array.isArray(value)) return `[${value.map((v) => text(v)).join()}]`;
    if (!isObject(value)) return JSON.stringify(value) ?? 'nothing';
    const keys = Object.keys(value).filter((key) => names || !annotations.has(key));
    return `{${keys
      .sort()
      .map((key) => `${JSON.stringify(key)}:${member(key, value[key], names)}`)
      .join()}}`;
  };
  const member = (key: string, value: unknown, names: boolean): string => {
    if (!names && data.has(key)) return JSON.stringify(value);
    if (!names && key === '$ref' && typeof value === 'string') return `&${one(value)}`;
    // The members of these are named by people: one that is called `title` is no annotation.
    const named = !names && (key === 'properties' || key === 'patternProperties' || key === 'dependentSchemas');
    return text(value, named);
  };
  const whole = text(schema);
  return [whole, ...texts].join('\n');
}

export const isSame = (a: unknown, aRoot: Schema, b: unknown, bRoot: Schema): boolean =>
  textOf(a, aRoot) === textOf(b, bRoot);
