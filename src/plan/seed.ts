import { randomInt } from 'node:crypto';

/** A seed for a run that was given none; the run tells it, so that it can be repeated. */
export function freshSeed(): number {
  return randomInt(1, 2 ** 31 - 1);
}
