// Exact bounds of a percentile from the order of samples alone, whatever their distribution: of n samples, the number that
// lie below the q-quantile is binomial (David & Nagaraja, Order Statistics, 2003, 7.1).

/** P(Bin(n, q) ≤ k) for k from 0 to n. */
function cumulative(n: number, q: number): Float64Array {
  const sums = new Float64Array(n + 1);
  let log = n * Math.log1p(-q);
  let sum = 0;
  for (let k = 0; k <= n; k++) {
    sum += Math.exp(log);
    sums[k] = Math.min(1, sum);
    log += Math.log((n - k) / (k + 1)) + Math.log(q / (1 - q));
  }
  return sums;
}

/**
 * The rank, counted from 1 in ascending order, of the sample that the `share`-quantile is above, but for a chance of
 * `alpha`. Undefined: none of so few says that much.
 */
export function lowerRank(samples: number, share: number, alpha: number): number | undefined {
  const sums = cumulative(samples, share);
  for (let rank = samples; rank >= 1; rank--) if (sums[rank - 1]! <= alpha) return rank;
  return undefined;
}

/**
 * The rank of the sample that the `share`-quantile does not exceed, but for a chance of `alpha`. Undefined: none of so few
 * says that much.
 */
export function upperRank(samples: number, share: number, alpha: number): number | undefined {
  const sums = cumulative(samples, share);
  for (let rank = 1; rank <= samples; rank++) if (sums[rank - 1]! >= 1 - alpha) return rank;
  return undefined;
}

/** The fewest samples of which the largest is above the `share`-quantile, but for a chance of `alpha`. */
export const samplesFor = (share: number, alpha: number): number => Math.ceil(Math.log(alpha) / Math.log(share));
