import type fc from 'fast-check';
import type { Schema } from '../../contract/contract.ts';
import { isValid } from '../../contract/json-schema.ts';
import { Unsatisfiable } from '../unsatisfiable.ts';
import { type Chance, DeadEnd, once, pick } from './chance.ts';
import { type Kind, type Leaf, Leaves } from './leaf.ts';
import { number, plainNumber } from './numbers.ts';
import { type Place, Places } from './place.ts';
import { isNull, plainKinds, plainlyShown, shallow, tellingOf } from './plainly.ts';
import { text } from './texts.ts';

const tries = 200;
const localTries = 20;
// At this depth values end where they may: no optional members, the shallowest of several branches.
const deep = 5;
const plainlyDeep = 6;
// What one value, and what all tries of it, may visit.
const mostVisits = 4_000;
const allVisits = 60_000;
const plainTries = 20;
const plainVisits = 6_000;
// Whatever nests deeper than this refers to itself without an end.
const endless = 40;

const difficult = [
  ...['not', 'oneOf', 'anyOf', 'if', 'dependentSchemas', 'dependentRequired', 'unevaluatedProperties', 'pattern'],
  ...['unevaluatedItems', 'contains', 'uniqueItems', 'propertyNames', 'multipleOf', 'format', 'maxProperties'],
];

/** Draws values that satisfy one schema. */
export class Draw {
  readonly #schema: Schema;
  readonly #leaves: Leaves;
  readonly #top: Place;
  readonly #depths = new Map<Place, number>();
  readonly #difficult = new Map<Place, boolean>();
  readonly #tellingOptions = new Map<Place, readonly number[]>();

  constructor(schema: Schema) {
    this.#schema = schema;
    this.#leaves = new Leaves(schema);
    this.#top = new Places(schema).of([{ key: '', pointer: '', schema }]);
    const end = this.#leaves.final(this.#top);
    if (end) throw new Unsatisfiable(end.pointer, end.message);
    if (!this.#leaves.within(this.#top, endless)) {
      const at = this.#endless(this.#top);
      throw new Unsatisfiable(at, 'it demands a value inside of a value, without an end');
    }
  }

  /** A valid value; throws `Unsatisfiable` where none of 200 tries gives one. */
  value(random: fc.Random, strict: boolean): unknown {
    return this.#valid({ random, strict, plain: false }, tries, allVisits);
  }

  /** A valid value that is easy to read; throws `Unsatisfiable` where a few tries give none, though there may be others. */
  plain(random: fc.Random): unknown {
    return this.#valid({ random, strict: false, plain: true }, plainTries, plainVisits);
  }

  #valid(mood: Omit<Chance, 'left'>, most: number, visits: number): unknown {
    let end: DeadEnd | undefined;
    let left = visits;
    let tried = 0;
    for (; tried < most && left > 0; tried++) {
      const chance: Chance = { ...mood, strict: mood.strict || tried > 0, left: Math.min(left, mostVisits) };
      const before = chance.left;
      try {
        const value = this.#draw(this.#top, 0, chance);
        if (isValid(this.#schema, value)) return value;
      } catch (error) {
        if (!(error instanceof DeadEnd)) throw error;
        end = error;
      }
      left -= before - Math.max(0, chance.left);
    }
    throw new Unsatisfiable(end?.pointer ?? '', `${end ? `${end.message}; ` : ''}no value was found in ${tried} tries`);
  }

  /** Whether the first try gives a valid value. */
  succeeds(random: fc.Random): boolean {
    try {
      return isValid(this.#schema, this.#draw(this.#top, 0, { random, strict: false, plain: false, left: mostVisits }));
    } catch (error) {
      if (error instanceof DeadEnd) return false;
      throw error;
    }
  }

  #draw(place: Place, depth: number, chance: Chance): unknown {
    if (--chance.left < 0) throw new DeadEnd(place.pointer, 'the schema refers to itself again and again');
    if (!chance.strict || place === this.#top || !this.#isDifficult(place)) return this.#try(place, depth, chance, 0);
    let end: DeadEnd | undefined;
    for (let i = 0; i < localTries && chance.left > 0; i++) {
      try {
        const value = this.#try(place, depth, chance, i);
        if (this.#leaves.fits(place, value)) return value;
      } catch (error) {
        if (!(error instanceof DeadEnd)) throw error;
        end = error;
      }
    }
    throw end ?? new DeadEnd(place.pointer, 'what was drawn here did not satisfy all of the schema');
  }

  #try(place: Place, depth: number, chance: Chance, attempt: number): unknown {
    const leaf = this.#leaves.of(place);
    if (leaf.dead) throw leaf.dead;
    if (leaf.values) return copied(pick(chance, chance.plain ? tellingOf(leaf.values) : leaf.values));
    const shown = chance.plain ? plainlyShown(leaf, chance) : leaf.shown;
    if (shown.length > 0 && (chance.plain || once(chance, 5))) return copied(pick(chance, shown));
    if (leaf.options.length > 0) return this.#try(this.#chosen(place, leaf, depth, chance), depth, chance, attempt);
    return this.#ofKind(place, leaf, depth, chance, attempt);
  }

  #chosen(place: Place, leaf: Leaf, depth: number, chance: Chance): Place {
    const open = chance.plain && depth < shallow ? this.#telling(place, leaf) : leaf.options;
    const options = !isDeep(depth, chance) ? open : this.#shallowest(place, leaf);
    const option = pick(chance, options);
    const sure = chance.strict && place.demands.choices[0]!.surer && !once(chance, 3);
    const next = place.chosen(option, Boolean(sure));
    return this.#leaves.of(next).dead ? place.chosen(option, false) : next;
  }

  /** The options but null, where there are others: nobody learns from it what else there could be. */
  #telling(place: Place, { options }: Leaf): readonly number[] {
    let telling = this.#tellingOptions.get(place);
    if (!telling) {
      telling = options.filter((o) => !isNull(this.#leaves.of(place.chosen(o, false))));
      this.#tellingOptions.set(place, telling);
    }
    return telling.length > 0 ? telling : options;
  }

  #shallowest(place: Place, { options }: Leaf): readonly number[] {
    const depths = options.map((o) => this.#depth(place.chosen(o, false)));
    const least = Math.min(...depths);
    return options.filter((_, i) => depths[i] === least);
  }

  /** How deeply the shallowest value of a place nests. */
  #depth(place: Place): number {
    let depth = this.#depths.get(place);
    if (depth === undefined) {
      depth = 0;
      while (depth < endless && !this.#leaves.within(place, depth)) depth++;
      this.#depths.set(place, depth);
    }
    return depth;
  }

  #ofKind(place: Place, leaf: Leaf, depth: number, chance: Chance, attempt: number): unknown {
    // What no keyword speaks of is tried when nothing else will do.
    const far = chance.strict && !chance.plain && (attempt > 5 || (place === this.#top && once(chance, 4)));
    let open: readonly Kind[] = far ? leaf.possible : leaf.usual;
    if (isDeep(depth, chance)) {
      const least = this.#depth(place);
      const ending = open.filter((kind) => this.#leaves.kindWithin(place, leaf, kind, least));
      if (ending.length > 0) open = ending.includes('null') ? ['null'] : ending;
    }
    const unsaid = place.parts.length === 0 && depth > 1;
    const kind = chance.plain ? pick(chance, plainKinds(open, depth)) : pick(chance, unsaid ? scalars : open);
    const inner = (next: Place) => this.#draw(next, depth + 1, chance);
    switch (kind) {
      case 'null':
        return null;
      case 'boolean':
        return once(chance, 2);
      case 'number':
        return chance.plain ? plainNumber(leaf.range!, chance) : number(leaf.range!, chance);
      case 'string':
        return text(leaf.text!, chance);
      case 'array':
        return leaf.lists!.draw(chance, inner, isDeep(depth, chance));
      case 'object':
        return leaf.objects!.draw(chance, inner, isDeep(depth, chance));
    }
  }

  #isDifficult(place: Place): boolean {
    let answer = this.#difficult.get(place);
    if (answer === undefined) {
      answer = place.parts.some((p) => difficult.some((keyword) => keyword in p.schema));
      this.#difficult.set(place, answer);
    }
    return answer;
  }

  /** Where a schema starts to refer to itself without an end. */
  #endless(place: Place): string {
    const leaf = this.#leaves.of(place);
    const inner = leaf.usual.includes('object')
      ? leaf.objects!.required.map((name) => place.member(name))
      : leaf.usual.includes('array')
        ? leaf.lists!.demanded()
        : [];
    return inner.find((next) => !this.#leaves.within(next, endless))?.pointer ?? place.pointer;
  }
}

const scalars = ['string', 'number', 'boolean', 'null'] as const;

const isDeep = (depth: number, { plain }: Chance) => depth >= (plain ? plainlyDeep : deep);

/** A value of one's own: who is given one may change it. */
export function copied(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copied);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, copied(inner)] as const);
  return Object.fromEntries(entries);
}
