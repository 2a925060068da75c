import { createHash } from 'node:crypto';
import type { PastRun } from '../history/history.ts';
import { usualTimes } from '../history/usual-times.ts';
import { divide } from '../plan/divide.ts';
import { expectedTime, shareOfRun } from '../plan/expected-time.ts';
import type { Trial } from '../plan/trial.ts';

/** Which part of a run is to be played: the first is 1. */
export interface Shard {
  readonly index: number;
  readonly total: number;
  /** What said so, where it was not the command line. */
  readonly from?: string;
}

/** How the trials of a run were divided. */
export interface Division {
  /** Trials in all shards together, without those that are only made while they are played. */
  readonly trials: number;
  /** Those that were played in earlier runs, by whose times the shards are balanced; the others by what is expected. */
  readonly timed: number;
  /** The same in all shards that have planned the same trials, and divided them in the same way. */
  readonly print: string;
}

/**
 * The trials of one shard, in the order of the plan. Every trial is in exactly one; the same trials and the same history
 * give the same division.
 */
export function shareOf(
  trials: readonly Trial[],
  { index, total }: Shard,
  { profile, earlier }: { readonly profile: string; readonly earlier: readonly PastRun[] },
): { readonly own: Trial[]; readonly division: Division } {
  const usual = usualTimes(earlier, profile);
  const known = trials.filter(({ id }) => usual.has(id));
  const sum = (time: (trial: Trial) => number) => known.reduce((all, trial) => all + time(trial), 0);
  // What was never played is expected on the scale of what was.
  const scale = known.length > 0 ? sum(({ id }) => usual.get(id)!) / sum(expectedTime) : 1;
  const shards = divide(
    trials.map((trial) => {
      const time = usual.get(trial.id) ?? scale * expectedTime(trial);
      return { id: trial.id, weight: time * shareOfRun(trial) };
    }),
    total,
  );
  const print = createHash('sha256').update(JSON.stringify(trials.map(({ id }) => [id, shards.get(id)])));
  return {
    own: trials.filter(({ id }) => shards.get(id) === index),
    division: { trials: trials.length, timed: known.length, print: print.digest('hex').slice(0, 12) },
  };
}
