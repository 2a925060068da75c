import * as crypto from 'node:crypto';

/** A 32-bit number drawn from a seed and the names of what it is for: the same in every run, in every order of arrival. */
export function hash(seed: number, ...names: readonly (string | number)[]): number {
  return crypto.hash('sha256', JSON.stringify([seed, ...names]), 'buffer').readInt32LE(0);
}
