import { type Percentile, shares } from './percentile.ts';

/** What two rows of times, drawn in turns, say of each other. */
export interface Versus {
  readonly percentile: Percentile;
  readonly base: number;
  readonly head: number;
  /** How many times as long the second one takes, and where the true ratio lies with a confidence of 95 %. */
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
}

const resamples = 1000;
/** Half of what lies outside of the interval. */
const outside = 0.025;

/** The ratios of percentiles, with the intervals that resampling gives (Efron's percentile bootstrap). `random`: 0 to 1. */
export function versus(
  base: Float64Array,
  head: Float64Array,
  percentiles: readonly Percentile[],
  random: () => number,
): Versus[] {
  const rows = [base.toSorted(), head.toSorted()] as const;
  const drawn = percentiles.map(() => new Float64Array(resamples));
  for (let n = 0; n < resamples; n++) {
    const [from, to] = rows.map((row) => resampled(row, random)) as [Resampled, Resampled];
    for (const [i, name] of percentiles.entries()) drawn[i]![n] = to(shares[name]) / from(shares[name]);
  }
  return percentiles.map((percentile, i) => {
    const ratios = drawn[i]!.sort();
    const [from, to] = rows.map((row) => row[Math.max(0, Math.ceil(shares[percentile] * row.length) - 1)]!) as [
      number,
      number,
    ];
    return {
      percentile,
      base: from,
      head: to,
      ratio: to / from,
      low: ratios[Math.floor(outside * resamples)]!,
      high: ratios[Math.ceil((1 - outside) * resamples) - 1]!,
    };
  });
}

/** Share → the quantile of a resample. */
type Resampled = (share: number) => number;

/** As many drawn from a sorted row as it has, each any number of times: counted in place, as sorting them anew is slow. */
function resampled(sorted: Float64Array, random: () => number): Resampled {
  const times = new Uint32Array(sorted.length);
  for (let n = 0; n < sorted.length; n++) times[(random() * sorted.length) | 0]!++;
  return (share) => {
    let left = Math.max(1, Math.ceil(share * sorted.length));
    for (let place = 0; ; place++) {
      left -= times[place]!;
      if (left <= 0) return sorted[place]!;
    }
  };
}

/**
 * The chance that two rows of times differ as much as these, or more, if there is no difference: Mann and Whitney, with
 * the normal approximation and its correction for ties.
 */
export function chanceOfNoChange(base: Float64Array, head: Float64Array): number {
  const [m, n] = [base.length, head.length];
  const all = [...[...base].map((time) => ({ time, of: 0 })), ...[...head].map((time) => ({ time, of: 1 }))];
  all.sort((a, b) => a.time - b.time);
  let [sum, ties] = [0, 0];
  for (let from = 0; from < all.length; ) {
    let until = from + 1;
    while (until < all.length && all[until]!.time === all[from]!.time) until++;
    const equal = until - from;
    ties += equal ** 3 - equal;
    for (const { of } of all.slice(from, until)) sum += of * ((from + 1 + until) / 2);
    from = until;
  }
  const u = sum - (n * (n + 1)) / 2;
  const total = m + n;
  const spread = Math.sqrt(((m * n) / 12) * (total + 1 - ties / (total * (total - 1))));
  if (spread === 0) return 1;
  return 2 * upperTail(Math.max(0, Math.abs(u - (m * n) / 2) - 0.5) / spread);
}

/** What of a normal distribution lies above a value ≥ 0 (Abramowitz & Stegun 26.2.17, error below 7.5e-8). */
function upperTail(z: number): number {
  const t = 1 / (1 + 0.2316419 * z);
  const series = [1.330274429, -1.821255978, 1.781477937, -0.356563782, 0.31938153, 0];
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series.reduce((sum, c) => sum * t + c, 0);
}
