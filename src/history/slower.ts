import type { PastRun, Slower } from './history.ts';
import { median } from './median.ts';

interface Taken {
  readonly profile: string;
  readonly rigs: number;
  readonly trials: readonly { readonly id: string; readonly took: number; readonly again?: number }[];
}

// So many earlier runs, and so many other trials to tell how fast the machine is today.
const runsAtLeast = 5;
const trialsAtLeast = 10;
const times = 2;
const timesTheLongest = 1.5;
const longerAtLeast = 2000;

/**
 * Trials that take much longer than they did: than the median, and than every one of at least five earlier runs with the
 * same profile on as many rigs. What all trials have in common is the machine, and left out; so is a trial of which
 * cases were played again.
 */
export function slower({ profile, rigs, trials }: Taken, earlier: readonly PastRun[]): Slower[] {
  const alike = earlier.filter((run) => run.profile === profile && run.rigs === rigs);
  const known = trials.flatMap(({ id, took, again = 0 }) => {
    const before = alike.map((run) => run.trials[id]).filter((one) => one !== undefined);
    const usual = median(before);
    return again > 0 || usual === undefined || usual <= 0 || before.length < runsAtLeast
      ? []
      : [{ trial: id, took, usual, runs: before.length, longest: Math.max(...before) }];
  });
  if (known.length < trialsAtLeast) return [];
  const pace = Math.max(1, median(known.map(({ took, usual }) => took / usual))!);
  return known
    .filter(
      ({ took, usual, longest }) =>
        took > times * pace * usual && took > timesTheLongest * pace * longest && took - pace * usual > longerAtLeast,
    )
    .map(({ longest: _, ...rest }) => rest);
}
