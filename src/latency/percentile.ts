import type { Latency } from '../contract/contract.ts';

/** A percentile that a budget can name. */
export type Percentile = keyof Latency;

/** Percentile → the share of all that it stays above. */
export const shares: Readonly<Record<Percentile, number>> = { p50: 0.5, p95: 0.95, p99: 0.99 };

/** The percentiles that are declared, the lowest first. */
export const declaredIn = (latency: Latency | undefined): Percentile[] =>
  (Object.keys(shares) as Percentile[]).filter((name) => latency?.[name] !== undefined);
