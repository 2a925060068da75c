import { type Percentile, shares } from './percentile.ts';
import { samplesFor } from './ranks.ts';

/** The chance of a false verdict, all looks together. */
const chance = 0.05;
/** When it is looked at the samples again, as multiples of the first number: later looks only help near the budget. */
const growth = [1, 3, 6];
/** Samples that the harness itself spoils have to be replaced. */
const spare = 1.1;

/** How many samples are drawn before anything is said of percentiles. */
export interface SamplePlan {
  /** Numbers of samples after which it is looked whether they are enough. */
  readonly looks: readonly number[];
  /** What the first look needs of samples that are not spoiled. */
  readonly needs: number;
}

/**
 * As many looks at growing numbers of samples as `most` samples allow: each look takes its part of the chance to be wrong,
 * so that all together keep to it. Undefined: even one look needs more.
 */
export function samplePlan(percentiles: readonly Percentile[], most: number): SamplePlan | undefined {
  for (let count = growth.length; count >= 1; count--) {
    const needs = Math.max(...percentiles.map((name) => samplesFor(shares[name], chance / count)));
    const looks = growth.slice(0, count).map((times) => Math.ceil(needs * spare) * times);
    if (looks.at(-1)! <= most) return { looks, needs };
  }
  return undefined;
}

/**
 * The chances of a false verdict at one look at one gate. That one of all gates is called over its budget must be unlikely,
 * so they share that chance (Bonferroni: unlike with Holm's method, each is judged by itself, now or from a journal).
 * That all hold is said only where each of them does: this chance needs no sharing (Berger, 1982).
 */
export const chances = (looks: number, gates: number) => ({
  over: chance / looks / Math.max(1, gates),
  within: chance / looks,
});

/** `p99 needs 299 samples: 10 s at 30/s`, in a plan with so many looks. */
export function needsText(name: Percentile, looks: number, rate: number): string {
  const samples = samplesFor(shares[name], chance / looks);
  const seconds = samples / rate;
  return `${name} needs ${samples} samples: ${seconds.toFixed(seconds < 9.95 ? 1 : 0)} s at ${rate}/s`;
}
