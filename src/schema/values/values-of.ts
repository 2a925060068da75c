import fc from 'fast-check';
import type { Schema } from '../../contract/contract.ts';
import { isValid } from '../../contract/json-schema.ts';
import { Unsatisfiable } from '../unsatisfiable.ts';
import { copied, Draw } from './draw.ts';
import { type Mentioned, mentioned, simpler } from './simpler.ts';
import { compare, kindOf, sizeOf } from './simplicity.ts';
import { type Trial, tryOut } from './trial.ts';

/** Valid values of one schema, each of them checked. */
class SchemaValues extends fc.Arbitrary<unknown> {
  readonly #schema: Schema;
  readonly #examples: readonly unknown[];
  readonly #draw: Draw;
  readonly #trial: Trial;
  #plainest: readonly [unknown] | undefined;
  #mentioned: Mentioned | undefined;

  constructor(schema: Schema, examples: readonly unknown[]) {
    super();
    this.#schema = schema;
    this.#examples = examples.filter((e) => isValid(schema, e)).sort(compare);
    this.#draw = new Draw(schema);
    this.#trial = tryOut(this.#draw, this.#examples);
  }

  generate(random: fc.Random): fc.Value<unknown> {
    const { length } = this.#examples;
    const shown = length > 0 && random.nextInt(0, 9) === 0;
    const value = shown ? this.#examples[random.nextInt(0, length - 1)] : this.#drawn(random);
    return new fc.Value(shown ? copied(value) : value, undefined);
  }

  /** That a schema has values is known by now: a run that found some does not end with an error. */
  #drawn(random: fc.Random): unknown {
    try {
      return this.#draw.value(random, this.#trial.strict);
    } catch (error) {
      if (error instanceof Unsatisfiable) return copied(this.#trial.known);
      throw error;
    }
  }

  canShrinkWithoutContext(value: unknown): value is unknown {
    return isValid(this.#schema, value);
  }

  /**
   * Any value shrinks, not only one that was drawn here: by what can be left out of it and still be valid. So the same
   * fault ends at the same value, whatever it was found with.
   */
  shrink(value: unknown): fc.Stream<fc.Value<unknown>> {
    return fc.stream(this.#simpler(value));
  }

  *#simpler(value: unknown): Generator<fc.Value<unknown>> {
    this.#mentioned ??= mentioned(this.#schema);
    this.#plainest ??= [this.#findPlainest(this.#mentioned)];
    const [plainest] = this.#plainest;
    for (const example of this.#examples) if (compare(example, value) < 0) yield new fc.Value(example, undefined);
    if (this.#isSmallExample(value, plainest)) return;
    if (kindOf(plainest) === kindOf(value) && compare(plainest, value) < 0) yield new fc.Value(plainest, undefined);
    for (const next of this.#valid(value, this.#mentioned)) yield new fc.Value(next, undefined);
  }

  /** A reader knows an example, and prefers it to what was invented, unless there is much more in it to read. */
  #isSmallExample(value: unknown, plainest: unknown): boolean {
    return sizeOf(value) <= 2 * sizeOf(plainest) && this.#examples.some((e) => compare(e, value) === 0);
  }

  /** The value at which shrinking would end if nothing stopped it. */
  #findPlainest(words: Mentioned): unknown {
    const drawn = fc.sample(fc.noShrink(this), { seed: 1, numRuns: 50 });
    let [value] = drawn.sort(compare);
    for (let i = 0; i < longestWay; i++) {
      const { done, value: next } = this.#valid(value, words).next();
      if (done) break;
      value = next;
    }
    return value;
  }

  *#valid(value: unknown, words: Mentioned): Generator<unknown> {
    for (const next of simpler(value, words)) {
      // A schema that forgot its type allows everything, but nobody means it.
      if (kindOf(next) === kindOf(value) && isValid(this.#schema, next)) yield next;
    }
  }
}

const longestWay = 1000;

const known = new WeakMap<object, SchemaValues>();

/** Valid values of a schema: biased to the corners, and each of them checked. Throws `Unsatisfiable` where there is none. */
export function valuesOf(
  schema: Schema,
  { examples = [] }: { examples?: readonly unknown[] } = {},
): fc.Arbitrary<unknown> {
  if (examples.length > 0 || typeof schema === 'boolean') return new SchemaValues(schema, examples);
  let values = known.get(schema);
  if (!values) {
    values = new SchemaValues(schema, []);
    known.set(schema, values);
  }
  return values;
}
