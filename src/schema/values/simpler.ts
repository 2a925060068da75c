import type { Schema } from '../../contract/contract.ts';
import { subschemas } from '../../contract/keywords.ts';
import { isObject } from './claim.ts';
import { plainest } from './formats.ts';
import { compare } from './simplicity.ts';

/** What a schema mentions: its values shrink towards these. */
export interface Mentioned {
  readonly numbers: readonly number[];
  readonly texts: readonly string[];
  /** Of members: they keep them, as a reader knows them. */
  readonly names: ReadonlySet<string>;
}

const most = 200;

export function mentioned(schema: Schema): Mentioned {
  const numbers = new Set<number>();
  const texts = new Set<string>();
  const names = new Set<string>();
  const add = (value: unknown) => {
    if (typeof value === 'number') numbers.add(value);
    if (typeof value === 'string') texts.add(value);
  };
  for (const { schema: part } of subschemas(schema)) {
    if (isObject(part.properties)) for (const name of Object.keys(part.properties)) names.add(name);
    for (const keyword of ['const', 'default']) add(part[keyword]);
    for (const keyword of ['enum', 'examples'])
      for (const value of Array.isArray(part[keyword]) ? part[keyword] : []) add(value);
    add(plainest[String(part.format)]);
    for (const keyword of ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']) {
      const bound = part[keyword];
      if (typeof bound === 'number') for (const n of [bound, bound + 1, bound - 1, bound * 2]) numbers.add(n);
    }
  }
  return {
    numbers: [...numbers].sort(compare).slice(0, most),
    texts: [...texts].sort(compare).slice(0, most),
    names,
  };
}

/** Values a little simpler than one, the boldest steps first. Whether they are valid is for the caller to see. */
export function* simpler(value: unknown, schema: Mentioned): Generator<unknown> {
  for (const candidate of steps(value, schema)) if (compare(candidate, value) < 0) yield candidate;
}

function* steps(value: unknown, schema: Mentioned): Generator<unknown> {
  yield* [null, false, true, 0, 1, '', 'a', [], {}];
  if (typeof value === 'number') yield* numbers(value, schema);
  else if (typeof value === 'string') yield* texts(value, schema);
  else if (Array.isArray(value)) yield* lists(value, schema);
  else if (isObject(value)) yield* objects(value, schema);
}

function* numbers(value: number, schema: Mentioned): Generator<number> {
  yield* schema.numbers;
  const whole = Math.trunc(value);
  yield whole;
  yield whole + Math.sign(value);
  yield -value;
  for (let digits = 1; digits < 8 && !Number.isInteger(value); digits++) yield Number(value.toFixed(digits));
  // Half of the way to 0, then less and less.
  for (let gap = Math.trunc(whole / 2); gap !== 0; gap = Math.trunc(gap / 2)) yield whole - gap;
  for (const unit of schema.numbers.slice(0, 20)) if (unit !== 0) yield value - Math.sign(value) * Math.abs(unit);
}

const simplest = ['a', 'A', '0', '1', ' '];

function* texts(value: string, schema: Mentioned): Generator<string> {
  yield* schema.texts;
  const letters = [...value];
  for (let length = letters.length >> 1; length > 0; length >>= 1) {
    yield letters.slice(0, length).join('');
    yield letters.slice(-length).join('');
  }
  yield 'a'.repeat(value.length);
  if (letters.length > 400) {
    yield letters.slice(1).join('');
    return;
  }
  for (let i = letters.length - 1; i >= 0; i--) yield letters.toSpliced(i, 1).join('');
  for (let i = 0; i < letters.length; i++)
    for (const letter of simplest) yield letters.with(i, letter.repeat(letters[i]!.length)).join('');
  for (let i = 1; i < letters.length; i++)
    yield letters
      .with(i - 1, letters[i]!)
      .with(i, letters[i - 1]!)
      .join('');
}

function* lists(value: readonly unknown[], schema: Mentioned): Generator<unknown> {
  // What stands inside instead of what stands around it: a tree becomes one of its branches.
  yield* value.filter((item) => typeof item === 'object');
  for (let size = value.length >> 1; size > 0; size >>= 1)
    for (let from = value.length - size; from >= 0; from -= size) yield value.toSpliced(from, size);
  for (const [i, item] of value.entries()) for (const inner of simpler(item, schema)) yield value.with(i, inner);
  for (let i = 1; i < value.length; i++) yield value.with(i - 1, value[i]).with(i, value[i - 1]);
}

function* objects(value: Readonly<Record<string, unknown>>, schema: Mentioned): Generator<unknown> {
  const entries = Object.entries(value);
  for (const [, inner] of entries) {
    if (typeof inner === 'object') yield inner;
    if (Array.isArray(inner)) yield* inner.filter((item) => typeof item === 'object');
  }
  for (let size = entries.length >> 1; size > 0; size >>= 1)
    for (let from = entries.length - size; from >= 0; from -= size)
      yield Object.fromEntries(entries.toSpliced(from, size));
  // Members that demand each other go together.
  if (entries.length <= 10)
    for (let i = 0; i < entries.length; i++)
      for (let j = i + 1; j < entries.length; j++)
        yield Object.fromEntries(entries.filter((_, k) => k !== i && k !== j));
  for (const [i, [name, inner]] of entries.entries())
    for (const step of simpler(inner, schema)) yield Object.fromEntries(entries.with(i, [name, step]));
  for (const [i, [name, inner]] of entries.entries())
    for (const shorter of name === '' || schema.names.has(name)
      ? []
      : ['', 'a', name.slice(0, name.length >> 1), name.slice(0, -1)])
      if (!Object.hasOwn(value, shorter)) yield Object.fromEntries(entries.with(i, [shorter, inner]));
  const sorted = [...entries].sort(([a], [b]) => compare(a, b));
  yield Object.fromEntries(sorted);
}
