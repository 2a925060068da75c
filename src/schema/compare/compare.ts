import fc from 'fast-check';
import type { Schema } from '../../contract/contract.ts';
import { isValid, type Violation, violations } from '../../contract/json-schema.ts';
import { steps } from '../../contract/pointer.ts';
import { sampleValue } from '../sample-value.ts';
import { relocated } from '../standalone.ts';
import { Unsatisfiable } from '../unsatisfiable.ts';
import { valuesOf } from '../values/values-of.ts';
import { type Conjunct, conjuncts } from './conjunct.ts';
import type { Gap } from './gap.ts';
import { Prover } from './prover.ts';
import { isSame } from './same.ts';

/** A demand that values may miss. With a witness it is certain that they do; without one, it cannot be told. */
export interface Missed extends Gap {
  /** A value that satisfies the one schema, and misses this demand of the other. */
  readonly witness?: { readonly value: unknown };
}

const whole = (schema: Schema): Conjunct[] => conjuncts({ schema, root: schema, pointer: '' });

/** As `missedBy`, without a look for witnesses: quick. */
export function gapsBetween(schema: Schema, demanding: Schema): Gap[] {
  if (isSame(schema, schema, demanding, demanding)) return [];
  return new Prover().prove(whole(schema), whole(demanding), '');
}

/**
 * What `demanding` demands of values that satisfy `schema`, and they need not satisfy. Nothing: each of them satisfies it,
 * which is then proven, and not only tried.
 */
export function missedBy(schema: Schema, demanding: Schema): Missed[] {
  const gaps = gapsBetween(schema, demanding);
  if (gaps.length === 0) return [];
  const pool = new Pool(schema, demanding);
  return gaps.map((gap, i) => {
    const witness = pool.witness(gap, i < mostLookedInto);
    return witness ? { ...gap, witness } : gap;
  });
}

// Where more is missed, values that show one of them are looked at for the others as well, and nothing else.
const mostLookedInto = 20;

/** Values of one schema that do not satisfy the other. */
class Pool {
  readonly #schema: Schema;
  readonly #demanding: Schema;
  #usual: readonly unknown[] | undefined;

  constructor(schema: Schema, demanding: Schema) {
    this.#schema = schema;
    this.#demanding = demanding;
  }

  /** The shortest of those that are found first: plain ones that are near to it, then odd ones, then any. */
  witness(gap: Gap, hints: boolean): { value: unknown } | undefined {
    const near = (hints ? gap.hints : []).map((hint) => hinted(this.#schema, this.#demanding, hint));
    for (const values of [
      () => near.flatMap((schema) => this.#broken(plain(schema, 8))),
      () => near.flatMap((schema) => this.#broken(odd(schema, 25))),
      () => this.#anyBroken(),
    ]) {
      const found = values().filter((value) => this.#shows(gap, value));
      if (found.length > 0) return { value: shortest(found) };
    }
    return undefined;
  }

  #anyBroken(): readonly unknown[] {
    this.#usual ??= this.#broken([...plain(this.#schema, 20), ...odd(this.#schema, 100)]);
    return this.#usual;
  }

  #broken(values: readonly unknown[]): unknown[] {
    return values.filter((value) => {
      try {
        return isValid(this.#schema, value) && !isValid(this.#demanding, value);
      } catch (error) {
        // Ajv cannot compare objects that have a `toString` of their own: such a value shows nothing.
        if (error instanceof TypeError) return false;
        throw error;
      }
    });
  }

  #shows(gap: Gap, value: unknown): boolean {
    return violations(this.#demanding, value).some((violation) => isOf(violation, gap));
  }
}

/** The hint was made of the demanding schema, and refers into it. */
const hinted = (schema: Schema, demanding: Schema, hint: Schema): Schema => ({
  $defs: { whole: relocated(schema, '/$defs/whole'), demanding: relocated(demanding, '/$defs/demanding') },
  allOf: [{ $ref: '#/$defs/whole' }, relocated(hint, '/$defs/demanding')],
});

const plain = (schema: Schema, count: number): unknown[] =>
  orNone(() => Array.from({ length: count }, (_, i) => sampleValue(schema, i)));

const odd = (schema: Schema, count: number): unknown[] =>
  orNone(() => fc.sample(valuesOf(schema), { seed: 1, numRuns: count }));

function orNone(values: () => unknown[]): unknown[] {
  try {
    return values();
  } catch (error) {
    if (error instanceof Unsatisfiable) return [];
    throw error;
  }
}

function shortest(values: readonly unknown[]): unknown {
  const sized = values.map((value) => ({ value, size: JSON.stringify(value).length }));
  return sized.reduce((best, one) => (one.size < best.size ? one : best)).value;
}

const forbidding = new Set(['false schema', 'additionalProperties', 'unevaluatedProperties', 'unevaluatedItems']);

/** Whether it is this demand that a value misses. */
function isOf({ keyword, pointer, at }: Violation, gap: Gap): boolean {
  if (gap.keyword === 'false schema') return forbidding.has(keyword) && isAt(at, gap.place);
  if (gap.keyword === 'value') return isAt(pointer, gap.place, 'or below');
  if (gap.keyword === 'required')
    return keyword === 'required' && isAt(pointer, gap.place) && gap.must.endsWith(JSON.stringify(steps(at).at(-1)));
  if (gap.keyword === 'contains') return /contains/i.test(keyword) && isAt(pointer, gap.place);
  return keyword === gap.keyword && isAt(pointer, gap.place);
}

function isAt(pointer: string, place: string, or?: 'or below'): boolean {
  const [found, asked] = [steps(pointer), steps(place)];
  const isLong = or ? found.length >= asked.length : found.length === asked.length;
  return isLong && asked.every((part, i) => part === '*' || part === found[i]);
}
