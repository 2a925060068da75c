import { generator } from './generator.ts';
import { chanceOfNoChange, type Versus, versus } from './versus.ts';

/** Whether a version takes longer than another one. */
export interface Comparison {
  readonly verdict: 'slower' | 'not slower';
  /** The chance that the times differ so much, or more, if nothing has changed. */
  readonly chance: number;
  readonly percentiles: readonly Versus[];
}

/** Less than this is not called slower, as a ratio. */
const worth = 1.05;
const unlikely = 0.01;

/**
 * Compares times that were drawn in turns, so that whatever the machine did it did to both. Slower is said only where two
 * tests agree: a percentile whose ratio is above 1.05 with a confidence of 95 %, and ranks that chance hardly ever gives.
 */
export function compare(base: Float64Array, head: Float64Array, seed: number): Comparison {
  const percentiles = versus(base, head, ['p50', 'p95'], generator(seed));
  const chance = chanceOfNoChange(base, head);
  const longer = percentiles.some(({ low }) => low > worth);
  return { verdict: longer && chance < unlikely ? 'slower' : 'not slower', chance, percentiles };
}
