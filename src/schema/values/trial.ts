import fc from 'fast-check';
import { Unsatisfiable } from '../unsatisfiable.ts';
import type { Draw } from './draw.ts';

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
  const [trial] = fc.sample(fc.noShrink(new TrialOf(draw, examples)), { seed: 1, numRuns: 1 });
  return trial!;
}

/** An arbitrary only because this is how one is given a source of chance. */
class TrialOf extends fc.Arbitrary<Trial> {
  readonly #draw: Draw;
  readonly #examples: readonly unknown[];

  constructor(draw: Draw, examples: readonly unknown[]) {
    super();
    this.#draw = draw;
    this.#examples = examples;
  }

  generate(random: fc.Random): fc.Value<Trial> {
    let misses = 0;
    for (let i = 0; i < draws; i++) if (!this.#draw.succeeds(random)) misses++;
    return new fc.Value({ strict: misses > mostMisses, known: this.#known(random) }, undefined);
  }

  #known(random: fc.Random): unknown {
    try {
      return this.#draw.value(random, true);
    } catch (error) {
      if (error instanceof Unsatisfiable && this.#examples.length > 0) return this.#examples[0];
      throw error;
    }
  }

  canShrinkWithoutContext(_value: unknown): _value is Trial {
    return false;
  }

  shrink(): fc.Stream<fc.Value<Trial>> {
    return fc.Stream.nil();
  }
}
