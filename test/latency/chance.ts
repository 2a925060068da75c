import { normal } from '../../src/latency/delay.ts';

const sigma = 0.3;

/** Lognormal times whose p95 is as given; `follows`: how much each goes with the one before it. */
export function times(p95: number, random: () => number, follows = 0): () => number {
  const middle = Math.log(p95) - sigma * normal(0.95);
  let z = normal(random());
  return () => {
    z = follows * z + Math.sqrt(1 - follows ** 2) * normal(random());
    return Math.exp(middle + sigma * z);
  };
}
