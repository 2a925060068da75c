import { lowerRank, upperRank } from './ranks.ts';

/** What samples say of a percentile and a limit. `open`: too few of them to tell. */
export interface Bounded {
  readonly verdict: 'over' | 'within' | 'open';
  /** The percentile of the samples themselves. */
  readonly value: number;
  /** What the true one is above, and what it does not exceed, where there are enough samples to say. */
  readonly low?: number;
  readonly high?: number;
}

interface Question {
  readonly share: number;
  readonly limit: number;
  /** The chance to say `over` where that is wrong. */
  readonly over: number;
  /** The chance to say `within` where that is wrong. */
  readonly within: number;
}

/** Compares a percentile with its limit. `samples`: in the order in which they came. */
export function bounded(samples: Float64Array, { share, limit, over, within }: Question): Bounded {
  const sorted = Float64Array.from(samples).sort();
  const worth = independent(samples);
  const at = (rank: number | undefined) =>
    rank === undefined ? undefined : sorted[Math.ceil((rank / worth) * sorted.length) - 1]!;
  const low = at(lowerRank(worth, share, over));
  const high = at(upperRank(worth, share, within));
  return {
    verdict: low !== undefined && low > limit ? 'over' : high !== undefined && high <= limit ? 'within' : 'open',
    value: sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN,
    ...(low === undefined ? {} : { low }),
    ...(high === undefined ? {} : { high }),
  };
}

/** Below this, what seems to hang together is chance; above the other, it is no chance any more but a queue that grows. */
const related = { least: 0.2, most: 0.9 };

/**
 * How many independent samples these are worth: in a queue one slow request makes the next one slow, and ten of them tell
 * less than ten. From the correlation of neighbours, as for a first-order autoregression.
 */
export function independent(samples: Float64Array): number {
  const correlation = Math.min(related.most, ofNeighbours(ranksOf(samples)));
  if (correlation <= related.least) return samples.length;
  return Math.max(1, Math.floor((samples.length * (1 - correlation)) / (1 + correlation)));
}

/** Ranks in the place of times: a single one that is very long would hide all others. */
function ranksOf(samples: Float64Array): Float64Array {
  const order = [...samples.keys()].sort((a, b) => samples[a]! - samples[b]!);
  const ranks = new Float64Array(samples.length);
  for (let from = 0; from < order.length; ) {
    let until = from + 1;
    while (until < order.length && samples[order[until]!] === samples[order[from]!]) until++;
    for (const place of order.slice(from, until)) ranks[place] = (from + until - 1) / 2;
    from = until;
  }
  return ranks;
}

function ofNeighbours(values: Float64Array): number {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  const spread = values.reduce((sum, v) => sum + (v - mean) ** 2, 0);
  if (spread === 0) return 0;
  let together = 0;
  for (let i = 1; i < values.length; i++) together += (values[i]! - mean) * (values[i - 1]! - mean);
  return together / spread;
}
