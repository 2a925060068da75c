import { type Chance, DeadEnd, once, upTo } from './chance.ts';
import { type Claim, derived, inside } from './claim.ts';
import { type Inner, nothing } from './objects.ts';
import type { Place } from './place.ts';

const longest = 100_000;

interface Contained {
  readonly claim: Claim;
  readonly refuted: Claim;
  readonly min: number;
  readonly max: number;
}

/** Lists of one place. */
export class Lists {
  readonly #place: Place;
  readonly #min: number;
  readonly #max: number;
  readonly #unique: boolean;
  readonly #contained: readonly Contained[];

  constructor(place: Place) {
    const { parts } = place;
    const numbers = (keyword: string) => parts.map((p) => p.schema[keyword]).filter((n) => typeof n === 'number');
    this.#place = place;
    this.#min = Math.max(0, ...numbers('minItems'));
    this.#max = Math.min(Infinity, ...numbers('maxItems'));
    this.#unique = parts.some((p) => p.schema.uniqueItems === true);
    this.#contained = parts.flatMap(({ schema, ...part }) => {
      if (schema.contains === undefined) return [];
      const claim = inside({ ...part, schema }, 'contains');
      const refuted = derived(claim, 'not', { not: claim.schema });
      return [{ claim, refuted, min: Number(schema.minContains ?? 1), max: Number(schema.maxContains ?? Infinity) }];
    });
  }

  get least(): number {
    return Math.max(this.#min, ...this.#contained.map((c) => c.min));
  }

  /** The places that every list has. */
  demanded(): Place[] {
    const count = Math.min(this.least, this.#place.heads + 1);
    return Array.from({ length: count }, (_, i) => this.#place.item(i));
  }

  /** Why there is no list here at all. */
  impossible(final: (place: Place) => DeadEnd | undefined, different: (place: Place) => number): DeadEnd | undefined {
    const { pointer, heads } = this.#place;
    const ended = (reason: string) => new DeadEnd(pointer, reason, true);
    if (this.#min > this.#max) return ended(`minItems ${this.#min} is above maxItems ${this.#max}`);
    if (this.#min > longest) return ended(`a list of ${this.#min} items is too long to be invented`);
    for (const { min, max, claim } of this.#contained) {
      if (min > max) return ended(`minContains ${min} is above maxContains ${max}`);
      if (min > this.#max) return ended(`minContains ${min} is above maxItems ${this.#max}`);
      if (min > 0 && claim.schema === false) return new DeadEnd(claim.pointer, nothing, true);
    }
    for (const [i, place] of this.demanded().entries()) {
      const reason = final(place);
      if (reason?.message === nothing) return ended(`${this.least} items are required, but only ${i} are allowed`);
      if (reason) return reason;
    }
    const values = heads === 0 && this.#unique ? different(this.#place.item(0)) : Infinity;
    if (values < this.least) return ended(`${this.least} different items are required, but there are only ${values}`);
    return undefined;
  }

  draw(chance: Chance, inner: Inner, deep: boolean): unknown[] {
    const length = this.#length(chance, deep);
    const demanded = this.#positions(chance, length);
    const list: unknown[] = [];
    const seen = new Set<string>();
    for (let i = 0; i < length; i++) {
      const place = this.#place.item(i, demanded.get(i));
      const needed = i < this.#min || demanded.has(i);
      try {
        const item = this.#unique ? this.#unseen(place, inner, seen) : inner(place);
        list.push(item);
      } catch (error) {
        if (needed || !(error instanceof DeadEnd)) throw error;
        break;
      }
    }
    return list;
  }

  #length(chance: Chance, deep: boolean): number {
    const { least } = this;
    if (deep) return least;
    if (chance.plain) {
      const shortest = Math.min(this.#max, Math.max(least, this.#place.heads, 1));
      return shortest + upTo(chance, Math.min(2, this.#max - shortest));
    }
    const usual = Math.min(this.#max, Math.max(least, this.#place.heads) + 3);
    if (once(chance, 8)) return least;
    if (once(chance, 8) && this.#max <= least + 20) return this.#max;
    return least + upTo(chance, usual - least);
  }

  /** Which items have to be what must be contained, and which must not be where that is bounded. */
  #positions(chance: Chance, length: number): Map<number, Claim[]> {
    const at = new Map<number, Claim[]>();
    for (const { claim, refuted, min, max } of this.#contained) {
      const free = Array.from({ length }, (_, i) => i);
      const count = max < Infinity ? min + upTo(chance, Math.min(max, length) - min) : min;
      for (let n = 0; n < count && free.length > 0; n++) {
        const [i] = free.splice(upTo(chance, free.length - 1), 1) as [number];
        at.set(i, [...(at.get(i) ?? []), claim]);
      }
      if (max < Infinity) for (const i of free) at.set(i, [...(at.get(i) ?? []), refuted]);
    }
    return at;
  }

  #unseen(place: Place, inner: Inner, seen: Set<string>): unknown {
    for (let i = 0; i < 20; i++) {
      const item = inner(place);
      const text = JSON.stringify(item);
      if (seen.has(text)) continue;
      seen.add(text);
      return item;
    }
    throw new DeadEnd(this.#place.pointer, 'too few different items were found');
  }
}
