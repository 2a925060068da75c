import fc from 'fast-check';
import type { Schema } from '../contract/contract.ts';
import type { Site } from './site.ts';

/** One parameter of a fault kind: how it is drawn, how it is written in a file, and the values that are always tried. */
export interface Param<T extends ParamValue = ParamValue> {
  readonly schema: Schema;
  /** Shrinks towards the mildest. */
  readonly arbitrary: fc.Arbitrary<T>;
  /** Tried in this order before anything is drawn. */
  corners(site: Site): readonly T[];
  /** How much a value hurts, as far as it can be said: shrinking never raises it. */
  severity(value: T): number;
}

/** A value that survives a file. */
export type ParamValue = string | number | boolean | null;

/** One of some values, the mildest first. All of them are corners. */
export function choice<const T extends ParamValue>(...values: readonly T[]): Param<T> {
  return {
    schema: { enum: [...values] },
    // By its place: `constantFrom` would go from any value to the mildest one, or nowhere.
    arbitrary: fc.nat(values.length - 1).map(
      (place) => values[place]!,
      (value) => values.indexOf(value as T),
    ),
    corners: () => values,
    severity: (v) => values.indexOf(v),
  };
}

/** How much of the reply leaves, in percent, 0–99. The mildest is the most. */
export function percent(...corners: number[]): Param<number> {
  const flip = (n: number) => 99 - n;
  return {
    schema: { type: 'integer', minimum: 0, maximum: 99 },
    arbitrary: fc.integer({ min: 0, max: 99 }).map(flip, (v) => flip(v as number)),
    corners: () => corners,
    severity: flip,
  };
}

/**
 * One of some numbers, the mildest first; any other number between them shrinks to those that are milder. So the
 * smallest case does not hang on how fast the machine was just then, as it would if the limit were looked for exactly.
 */
function steps(values: readonly number[], isMilder: (a: number, b: number) => boolean): fc.Arbitrary<number> {
  return fc.nat(values.length - 1).map(
    (place) => values[place]!,
    (value) => {
      const place = values.findIndex((v) => !isMilder(v, value as number));
      return place === -1 ? values.length : place;
    },
  );
}

/** Round times are where the time limits of components are: at one of them, nobody knows what comes first. */
const unround = [0.35, 0.7, 1.4];
const decades = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, i) => unround.map((n) => Math.round(n * 10 ** (first + i)))).flat();

const longest = 600_000;
const times = [0, ...decades(1, 5).filter((ms) => ms < longest), longest];

/** Milliseconds, from 0 to ten minutes. The mildest is the shortest. Corners are rounded up, and end there as well. */
export function delay(corners: (site: Site) => readonly number[]): Param<number> {
  return {
    schema: { type: 'integer', minimum: 0, maximum: longest },
    arbitrary: steps(times, (a, b) => a < b),
    corners: (site) => corners(site).map((ms) => Math.min(longest, Math.ceil(ms))),
    severity: (v) => v,
  };
}

/** A whole number from `min` to `max`. The mildest is the least. */
export function count(min: number, max: number, ...corners: number[]): Param<number> {
  return {
    schema: { type: 'integer', minimum: min, maximum: max },
    arbitrary: fc.integer({ min, max }),
    corners: () => corners,
    severity: (v) => v,
  };
}

const fastest = 100_000_000;
const rates = [1, ...decades(1, 7), fastest].reverse();

/** Bytes per second. The mildest is the most. Corners are rounded up. */
export function rate(corners: (site: Site) => readonly number[]): Param<number> {
  return {
    schema: { type: 'integer', minimum: 1, maximum: fastest },
    arbitrary: steps(rates, (a, b) => a > b),
    corners: (site) => corners(site).map((n) => Math.min(fastest, Math.max(1, Math.ceil(n)))),
    severity: (v) => fastest - v,
  };
}

const lastPlace = 999;

/** Which of the possible places is hit: an index that wraps around. The mildest is the first; the last and the middle are tried, too. */
export function index(places: (site: Site) => number): Param<number> {
  return {
    schema: { type: 'integer', minimum: 0, maximum: lastPlace },
    arbitrary: fc.integer({ min: 0, max: lastPlace }),
    corners: (site) => {
      const last = Math.min(lastPlace, Math.max(0, places(site) - 1));
      return [...new Set([0, last, Math.floor(last / 2)])];
    },
    severity: (v) => v,
  };
}
