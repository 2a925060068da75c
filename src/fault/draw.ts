import { hash } from '../schema/seed.ts';

/** A number from 0 to below 1 that follows from a seed and a name alone: the same in whatever order calls arrive. */
export function draw(seed: number, name: string): number {
  return (hash(seed, name) >>> 0) / 2 ** 32;
}

/** As `draw`, but spread like a bell around 0, with a deviation of 1. */
export function drawNormal(seed: number, name: string): number {
  const radius = Math.sqrt(-2 * Math.log(1 - draw(seed, `${name}, how far`)));
  return radius * Math.cos(2 * Math.PI * draw(seed, `${name}, where to`));
}
