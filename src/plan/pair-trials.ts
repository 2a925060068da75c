import fc from 'fast-check';
import { hash } from '../schema/seed.ts';
import type { Omission, PlannedCase, Trial } from './trial.ts';

/** A case with one fault that held, and how the component took it. */
export interface Single {
  readonly trial: Trial;
  readonly planned: PlannedCase;
  /** What its answer is called. */
  readonly answer: string;
  /** `dependency.operation` → calls that were made. */
  readonly calls: Readonly<Record<string, number>>;
}

/** Faults of two dependencies in one request: what was chosen of all that there are. */
export interface Pairs {
  readonly trials: readonly Trial[];
  readonly explored: Explored;
  readonly omitted: readonly Omission[];
}

/** What a report says of how the faults were explored. */
export interface Explored {
  /** Cases with one fault that held. */
  readonly singles: number;
  /** Classes of faults at one call that the component takes in the same way. */
  readonly classes: number;
  /** Pairs of one case of each class, of two dependencies, that can both be met. */
  readonly pairs: number;
  /** Trials that were chosen: pairs of classes, pairs outside of the classes, and triples. */
  readonly chosen: { readonly pairs: number; readonly outside: number; readonly triples: number };
}

interface Options {
  readonly seed: number;
  /** How many pairs at most; a fifth as many are drawn outside of the classes. */
  readonly pairs: number;
  /** How many triples at most. */
  readonly triples: number;
}

type Several = readonly [Single, Single, ...Single[]];

/**
 * Faults of several dependencies in one request. What a component takes in the same way at one call is one class: its
 * mildest case stands for all of it. That equal behaviour means equal code is likely and not certain (Meiklejohn et al.,
 * Service-Level Fault Injection Testing, 2021), so some pairs are drawn outside of the classes. Nothing is
 * planned that cannot be met. Pure: the same singles and options give the same trials.
 */
export function pairTrials(singles: readonly Single[], { seed, pairs: most, triples }: Options): Pairs {
  const classes = new Map<string, Single>();
  for (const single of singles) if (!classes.has(classOf(single))) classes.set(classOf(single), single);
  const standing = [...classes.values()];
  const all = pairsOf(standing);
  const pairs = riskiest(all, most, seed);
  const some = new Set(drawn(singles, drawnFrom, hash(seed, 'outside')));
  const others = pairsOf(singles.filter((single) => some.has(single))).filter(
    (pair) => !pair.every((single) => standing.includes(single)),
  );
  const outside = drawn(others, Math.ceil(pairs.length / 5), hash(seed, 'outside pairs'));
  const three = riskiest(triplesOf(all, standing, triples), triples, seed);
  const trials = unique([...pairs, ...outside, ...three].map((several) => together(several, seed)));
  const left = all.length - pairs.length;
  const omitted =
    left > 0
      ? [
          {
            what: `${left} of ${all.length} pairs of faults`,
            because: `the profile takes the ${most} that ask most of the component`,
          },
        ]
      : [];
  const chosen = { pairs: pairs.length, outside: outside.length, triples: three.length };
  return {
    trials,
    explored: { singles: singles.length, classes: classes.size, pairs: all.length, chosen },
    omitted,
  };
}

// Of this many singles pairs outside of the classes are made.
const drawnFrom = 60;

function classOf({ trial, planned, answer, calls }: Single): string {
  const made = Object.entries(calls).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([trial.operation, trial.site, answer, made, planned.waits]);
}

function pairsOf(singles: readonly Single[]): Several[] {
  return singles.flatMap((a, i) => singles.slice(i + 1).flatMap((b): Several[] => (meet(a, b) ? [[a, b]] : [])));
}

/** Whether each of them still happens where the other one has struck. */
function meet(a: Single, b: Single): boolean {
  const [own, other] = [struckBy(a), struckBy(b)];
  return (
    a.trial.operation === b.trial.operation &&
    own.dependency !== other.dependency &&
    (b.calls[`${own.dependency}.${own.operation}`] ?? 0) >= own.call &&
    (a.calls[`${other.dependency}.${other.operation}`] ?? 0) >= other.call
  );
}

const struckBy = ({ planned }: Pick<Single, 'planned'>) => planned.case.schedule[0]!;

/** Pairs with a third one beside them. */
function triplesOf(pairs: readonly Several[], singles: readonly Single[], enough: number): Several[] {
  if (enough === 0) return [];
  return pairs.flatMap(([a, b]) =>
    singles
      .slice(singles.indexOf(b) + 1)
      .filter((c) => meet(a, c) && meet(b, c))
      .map((c): Several => [a, b, c]),
  );
}

/** Those that ask most of a component first; equals by the seed. */
function riskiest(all: readonly Several[], count: number, seed: number): Several[] {
  return all
    .map((several) => {
      const risk = several.reduce((sum, single) => sum + riskOf(single), 0);
      return { several, risk, lot: hash(seed, ...several.map(({ planned }) => planned.case.id)) };
    })
    .sort((a, b) => b.risk - a.risk || a.lot - b.lot)
    .slice(0, count)
    .map(({ several }) => several);
}

/** How far a fault takes a component off its usual way: it kept it waiting, was met again and again, changed what it did. */
function riskOf({ planned, answer, calls }: Single): number {
  const { healthyCalls, waits } = planned;
  const other = new Set([...Object.keys(calls), ...Object.keys(healthyCalls)]);
  const changed = [...other].some((key) => calls[key] !== healthyCalls[key]);
  const every = struckBy({ planned }).recurs === 'every';
  return [waits, every, changed, answer !== 'ok'].filter(Boolean).length;
}

function drawn<T>(all: readonly T[], count: number, seed: number): T[] {
  if (all.length <= count) return [...all];
  return fc.sample(fc.shuffledSubarray([...all], { minLength: count, maxLength: count }), { seed, numRuns: 1 })[0]!;
}

function together(several: Several, seed: number): Trial {
  const [{ trial, planned }] = several;
  const joined = (part: (single: Single) => string) => several.map(part).join('+');
  const site = joined((single) => single.trial.site);
  const fault = joined((single) => single.trial.fault);
  const id = `${trial.operation}/${site}/${fault}/${joined((single) => struckBy(single).recurs)}`;
  const schedule = several.map(struckBy);
  const played = { ...planned.case, id: `${id}#1`, seed: hash(seed, id), schedule };
  const waits = several.some((single) => single.planned.waits);
  return {
    id,
    operation: trial.operation,
    site,
    fault,
    cases: [{ case: played, healthyCalls: planned.healthyCalls, waits }],
  };
}

const unique = (trials: readonly Trial[]) => [...new Map(trials.map((trial) => [trial.id, trial])).values()];
