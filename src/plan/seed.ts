import { randomInt } from 'node:crypto';
import { hash } from '../schema/seed.ts';

/** A seed for a run that was given none; the run tells it, so that it can be repeated. */
export function freshSeed(): number {
  return randomInt(1, 2 ** 31 - 1);
}

/** The seed of all that is called by this name. */
export function seedNamed(name: string): number {
  return (hash(0, 'seed', name) >>> 1) + 1;
}
