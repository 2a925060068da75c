import type fc from 'fast-check';
import { Unsatisfiable } from '../unsatisfiable.ts';
import type { Draw } from './draw.ts';
import { drawnFrom } from './drawn-from.ts';

/** What the first draws from a schema tell of it. */
export interface Trial {
  /** What is drawn has to be checked place by place, as the whole is rarely valid. */
  readonly strict: boolean;
  /** A valid value, in case that none is found later. */
  readonly known: unknown;
}

const draws = 20;
const mostMisses = 3;

/** Draws from a schema for the first time, always the same. Throws `Unsatisfiable` where it has no values. */
export function tryOut(draw: Draw, examples: readonly unknown[]): Trial {
  return drawnFrom(1, (random) => {
    let misses = 0;
    for (let i = 0; i < draws; i++) if (!draw.succeeds(random)) misses++;
    return { strict: misses > mostMisses, known: firstKnown(draw, random, examples) };
  });
}

function firstKnown(draw: Draw, random: fc.Random, examples: readonly unknown[]): unknown {
  try {
    return draw.value(random, true);
  } catch (error) {
    if (error instanceof Unsatisfiable && examples.length > 0) return examples[0];
    throw error;
  }
}
