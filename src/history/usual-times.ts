import type { PastRun } from './history.ts';
import { median } from './median.ts';

// Of earlier runs the latest count: what a component takes changes.
const latest = 10;

/** How long each trial took in earlier runs with a profile: the median, in milliseconds. */
export function usualTimes(earlier: readonly PastRun[], profile: string): ReadonlyMap<string, number> {
  const times = new Map<string, number[]>();
  for (const run of earlier.filter((one) => one.profile === profile).slice(-latest))
    for (const [trial, took] of Object.entries(run.trials)) times.set(trial, [...(times.get(trial) ?? []), took]);
  return new Map([...times].map(([trial, all]) => [trial, median(all)!]));
}
