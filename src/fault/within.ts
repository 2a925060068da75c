import type { Site } from './site.ts';

/** A time in which the healthy reply is still as fast as promised; where nothing is promised, a tenth of the deadline. */
export function within({ dependency, deadline }: Site): number {
  return (dependency.latency?.p99 ?? deadline / 9) * 0.9;
}
