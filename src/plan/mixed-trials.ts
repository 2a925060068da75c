import fc from 'fast-check';
import { hash } from '../schema/seed.ts';
import type { PlannedCase, Trial } from './trial.ts';

interface Budget {
  readonly seed: number;
  /** How many trials; infinity: each fault with a request. */
  readonly count: number;
  /** Take faults that keep a rig waiting as well. */
  readonly waiting: boolean;
}

/**
 * Faults met while a messy request is served: an unusual request often goes another way through a component, where
 * nobody looked at failures. Only requests that must be served are taken, as one that is rejected meets no fault.
 */
export function mixedTrials(
  faults: readonly Trial[],
  messes: readonly Trial[],
  { seed, count, waiting }: Budget,
): Trial[] {
  const served = messes.flatMap(({ operation, fault, cases }) =>
    cases
      .filter(({ case: { mess } }) => mess?.owes === 'served' && isContent(mess.pointer))
      .map((messy) => ({ operation, fault, messy })),
  );
  const struck = faults.flatMap((trial) =>
    trial.cases.filter((c) => waiting || !c.waits).map((faulty) => ({ trial, faulty })),
  );
  if (served.length === 0 || struck.length === 0 || count === 0) return [];
  const drawn = fc.sample(fc.shuffledSubarray(struck, { minLength: Math.min(count, struck.length) }), {
    numRuns: 1,
    seed: hash(seed, 'mixed', struck[0]!.trial.operation),
  })[0]!;
  const mixed = drawn.slice(0, Math.min(count, struck.length)).flatMap(({ trial, faulty }, i) => {
    const same = served.filter(({ operation }) => operation === trial.operation);
    const with_ = same[(hash(seed, 'mixed', trial.id, i) >>> 0) % Math.max(1, same.length)];
    return with_ ? [mixedTrial(trial, faulty, with_.fault, with_.messy)] : [];
  });
  return [...new Map(mixed.map((trial) => [trial.id, trial])).values()];
}

/** What the caller says, and not how it is sent. */
export const isContent = (pointer: string) => /^\/(body|query|path)\b/.test(pointer);

/** What a fault met while a messy request is served is called. */
export const mixedId = ({ id }: Pick<Trial, 'id'>, mess: string): string => `${id}/with-${mess}`;

function mixedTrial(trial: Trial, faulty: PlannedCase, mess: string, messy: PlannedCase): Trial {
  const id = mixedId(trial, mess);
  const { input, mess: played } = messy.case;
  return {
    ...trial,
    id,
    cases: [
      { ...faulty, case: { ...faulty.case, id: `${id}#1`, input, mess: played! }, healthyCalls: messy.healthyCalls },
    ],
  };
}
