import type { Latency } from '../contract/contract.ts';
import { hash } from '../schema/seed.ts';
import { declaredIn, shares } from './percentile.ts';

/** Where one percentile alone is declared: the slowest of a hundred takes so many times as long as the middle one. */
const usualSpread = 3;
/** Beyond these shares nobody has promised anything. */
const [first, last] = [0.001, 0.999] as const;

/**
 * How long a reply takes, in milliseconds, that is slower than a share of all: lognormal between the percentiles that are
 * declared, and beyond them as between the first and the last of them.
 */
export function delayAt(latency: Latency, share: number): number {
  const known = declaredIn(latency).map((name): Point => ({ z: normal(shares[name]), log: Math.log(latency[name]!) }));
  if (known.length === 0 || known.some(({ log }) => !Number.isFinite(log))) return 0;
  const points = known.length === 1 ? spread(known[0]!) : known;
  const ends = [points[0]!, points.at(-1)!] as const;
  const z = normal(Math.min(last, Math.max(first, share)));
  const after = points.findIndex((point) => point.z >= z);
  const [from, to] = after > 0 ? [points[after - 1]!, points[after]!] : ends;
  const nearest = after < 0 ? to : from;
  return Math.exp(nearest.log + ((to.log - from.log) * (z - nearest.z)) / (to.z - from.z));
}

interface Point {
  readonly z: number;
  readonly log: number;
}

/** A second point for one that stands alone. */
function spread({ z, log }: Point): Point[] {
  const slope = Math.log(usualSpread) / normal(0.99);
  return [
    { z: z - 1, log: log - slope },
    { z, log },
  ];
}

/** How long the reply to a call takes: drawn from the seed and from what the call is, whenever it comes. */
export function delayOf(latency: Latency, seed: number, ...call: readonly (string | number)[]): number {
  return delayAt(latency, (hash(seed, 'delay', ...call) >>> 0) / 2 ** 32);
}

/** The value that a normal distribution stays below with a probability (Acklam, relative error below 1.2e-9). */
export function normal(p: number): number {
  if (p > 0.5) return -normal(1 - p);
  if (p < 0.02425) {
    const r = Math.sqrt(-2 * Math.log(p));
    return ratio(r, tailAbove, tailBelow);
  }
  const r = p - 0.5;
  return r * ratio(r * r, middleAbove, middleBelow);
}

const ratio = (x: number, above: readonly number[], below: readonly number[]) => {
  const at = (coefficients: readonly number[]) => coefficients.reduce((sum, c) => sum * x + c, 0);
  return at(above) / at(below);
};

const middleAbove = [
  -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239,
];
const middleBelow = [
  -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1,
];
const tailAbove = [
  -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
];
const tailBelow = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1];
