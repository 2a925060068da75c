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

const longest = 600_000;

/** Milliseconds, from 0 to ten minutes. The mildest is the shortest. Corners are rounded up, and end there as well. */
export function delay(corners: (site: Site) => readonly number[]): Param<number> {
  return {
    schema: { type: 'integer', minimum: 0, maximum: longest },
    arbitrary: fc.integer({ min: 0, max: longest }),
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

/** Bytes per second. The mildest is the most. Corners are rounded up. */
export function rate(corners: (site: Site) => readonly number[]): Param<number> {
  const flip = (n: number) => fastest - n;
  return {
    schema: { type: 'integer', minimum: 1, maximum: fastest },
    arbitrary: fc.integer({ min: 0, max: fastest - 1 }).map(flip, (v) => flip(v as number)),
    corners: (site) => corners(site).map((n) => Math.min(fastest, Math.max(1, Math.ceil(n)))),
    severity: flip,
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
