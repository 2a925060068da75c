import fc from 'fast-check';

/** What `draw` makes of the source of chance that belongs to a seed. */
export function drawnFrom<T>(seed: number, draw: (random: fc.Random) => T): T {
  const [drawn] = fc.sample(fc.noShrink(new Drawn(draw)), { seed, numRuns: 1 });
  return drawn as T;
}

/** An arbitrary only because this is how one is given a source of chance. */
class Drawn<T> extends fc.Arbitrary<T> {
  readonly #draw: (random: fc.Random) => T;

  constructor(draw: (random: fc.Random) => T) {
    super();
    this.#draw = draw;
  }

  generate(random: fc.Random): fc.Value<T> {
    return new fc.Value(this.#draw(random), undefined);
  }

  canShrinkWithoutContext(_value: unknown): _value is T {
    return false;
  }

  shrink(): fc.Stream<fc.Value<T>> {
    return fc.Stream.nil();
  }
}
