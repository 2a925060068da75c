import type { Distribution } from '../observation/observation.ts';

/** Some times in three numbers; of none, zeros. */
export function distribution(times: readonly number[]): Distribution {
  const sorted = Float64Array.from(times).sort();
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  return { samples: sorted.length, p50: at(0.5), p99: at(0.99) };
}
