import type { Schema } from '../../contract/contract.ts';
import { isValid } from '../../contract/json-schema.ts';
import { standalone } from '../standalone.ts';
import { type Chance, DeadEnd, once, pick, upTo } from './chance.ts';
import { type Claim, derived, inside, isObject, type Part } from './claim.ts';
import type { Place } from './place.ts';
import { matching } from './texts.ts';
import { words } from './words.ts';

/** How the value of another place is drawn, one level deeper. */
export type Inner = (place: Place) => unknown;

/** Objects of one place. */
export class Objects {
  readonly required: readonly string[];
  readonly #optional: readonly string[];
  readonly #min: number;
  readonly #max: number;
  readonly #place: Place;
  readonly #map: boolean;
  readonly #dependents: ReadonlyMap<string, readonly string[]>;
  readonly #names: readonly Claim[];
  readonly #root: Schema;

  constructor(place: Place, root: Schema) {
    const { parts } = place;
    this.#place = place;
    this.#root = root;
    const numbers = (keyword: string) => parts.map((p) => p.schema[keyword]).filter((n) => typeof n === 'number');
    this.#min = Math.max(0, ...numbers('minProperties'));
    this.#max = Math.min(Infinity, ...numbers('maxProperties'));
    this.#names = parts.flatMap((p) => (p.schema.propertyNames === undefined ? [] : [inside(p, 'propertyNames')]));
    this.#dependents = dependentsOf(parts);
    this.required = this.#withDependents(parts.flatMap((p) => (p.schema.required as string[] | undefined) ?? []));
    const declared = parts.flatMap((p) => (isObject(p.schema.properties) ? Object.keys(p.schema.properties) : []));
    this.#optional = [...new Set(declared)].filter((k) => !this.required.includes(k) && this.#mayBeNamed(k));
    this.#map =
      declared.length === 0 &&
      parts.some((p) => isObject(p.schema.additionalProperties) || isObject(p.schema.patternProperties));
  }

  /** Why there is no object here at all. */
  impossible(final: (place: Place) => DeadEnd | undefined): DeadEnd | undefined {
    const { pointer } = this.#place;
    const least = Math.max(this.#min, this.required.length);
    if (this.#min > this.#max)
      return new DeadEnd(pointer, `minProperties ${this.#min} is above maxProperties ${this.#max}`, true);
    if (least > this.#max)
      return new DeadEnd(pointer, `${least} members are required, but maxProperties is ${this.#max}`, true);
    const unnamed = this.required.find((name) => !this.#mayBeNamed(name));
    if (unnamed !== undefined)
      return new DeadEnd(pointer, `propertyNames forbids the required member ${JSON.stringify(unnamed)}`, true);
    for (const name of this.required) {
      const reason = final(this.#place.member(name));
      if (!reason) continue;
      if (reason.message !== nothing) return reason;
      return new DeadEnd(
        pointer,
        `the required member ${JSON.stringify(name)} is forbidden by ${reason.pointer}`,
        true,
      );
    }
    const closed = this.#place.parts.find(
      (p) => p.schema.additionalProperties === false && !p.schema.patternProperties,
    );
    const known = this.required.length + this.#optional.length;
    if (closed && known < this.#min)
      return new DeadEnd(pointer, `minProperties ${this.#min} is above the ${known} members that may be there`, true);
    return undefined;
  }

  draw(chance: Chance, inner: Inner, deep: boolean): unknown {
    const names = this.#chosen(chance, deep);
    const drawn = new Map<string, unknown>();
    for (const name of names) {
      if (this.required.includes(name)) drawn.set(name, inner(this.#place.member(name)));
      else this.#try(name, drawn, inner);
    }
    const more = chance.plain ? 1 + upTo(chance, 1) : upTo(chance, 3);
    const wanted = Math.max(this.#min - drawn.size, this.#map && !deep ? more : 0);
    if (wanted > 0 && drawn.size < this.#max)
      this.#invent(chance, Math.min(wanted, this.#max - drawn.size), drawn, inner);
    if (drawn.size < this.#min) throw new DeadEnd(this.#place.pointer, `${this.#min} members were not found`);
    const object: Record<string, unknown> = {};
    for (const [name, value] of drawn) put(object, name, value);
    return object;
  }

  /** The declared members that are there this time. */
  #chosen(chance: Chance, deep: boolean): readonly string[] {
    const lacking = this.#min - this.required.length;
    if (this.#optional.length === 0 || (deep && lacking <= 0)) return this.required;
    const kept = chance.plain ? this.#usual(chance) : this.#any(chance);
    const some = kept.length >= lacking ? kept : this.#optional;
    if (this.required.length + some.length <= this.#max && this.#dependents.size === 0)
      return [...this.required, ...some];
    const all = new Set(this.required);
    for (const name of shuffled(chance, some)) {
      const more = this.#withDependents([...all, name]);
      if (more.length <= this.#max) for (const key of more) all.add(key);
    }
    return [...all];
  }

  #any(chance: Chance): readonly string[] {
    const mood = upTo(chance, 9);
    if (mood < 2) return this.#optional;
    return mood < 4 ? [] : this.#optional.filter(() => chance.random.nextInt(0, 1) === 0);
  }

  /** Mostly all of them, and never so few that the object is empty. */
  #usual(chance: Chance): readonly string[] {
    if (!once(chance, 4)) return this.#optional;
    const some = this.#optional.filter(() => once(chance, 2));
    return some.length + this.required.length > 0 ? some : [pick(chance, this.#optional)];
  }

  /** A member that need not be there is left out where nothing fits. */
  #try(name: string, drawn: Map<string, unknown>, inner: Inner): void {
    try {
      drawn.set(name, inner(this.#place.member(name)));
    } catch (error) {
      if (!(error instanceof DeadEnd)) throw error;
    }
  }

  #invent(chance: Chance, count: number, drawn: Map<string, unknown>, inner: Inner): void {
    for (let i = 0; i < count * 8 + 8 && count > 0; i++) {
      const name = this.#invented(chance, i, inner);
      if (drawn.has(name) || !this.#mayBeNamed(name)) continue;
      this.#try(name, drawn, inner);
      if (drawn.has(name)) count--;
    }
  }

  #invented(chance: Chance, i: number, inner: Inner): string {
    if (this.#names.length > 0) {
      const text = derived(this.#names[0]!, 'text', { type: 'string' });
      return String(inner(this.#place.beside([...this.#names, text])));
    }
    const patterns = this.#patterns();
    if (patterns.length > 0 && (chance.plain || !once(chance, 4)))
      return pick(chance, patterns).generate(chance.random, undefined).value;
    const word = pick(chance, !chance.plain && once(chance, 4) ? odd : words);
    return i < 6 ? word : `${word}_${i}`;
  }

  #known: ReturnType<typeof matching>[] | undefined;
  #patterns() {
    this.#known ??= this.#place.parts
      .flatMap((p) => Object.keys(isObject(p.schema.patternProperties) ? p.schema.patternProperties : {}))
      .map((p) => matching(p));
    return this.#known;
  }

  #mayBeNamed(name: string): boolean {
    return this.#names.every((claim) => isValid(standalone(claim.schema, this.#root), name));
  }

  #withDependents(names: readonly string[]): string[] {
    const all = new Set(names);
    for (const name of all) for (const dependent of this.#dependents.get(name) ?? []) all.add(dependent);
    return [...all];
  }
}

/** Said where a schema is false. */
export const nothing = 'nothing is allowed here';
const odd = ['', 'größe', 'a/b', 'm~n', '0', '10', 'constructor', '__proto__', '😀', 'x-y', '$ref'];

function dependentsOf(parts: readonly Part[]): Map<string, readonly string[]> {
  const all = new Map<string, readonly string[]>();
  for (const { schema } of parts) {
    const entries = Object.entries(isObject(schema.dependentRequired) ? schema.dependentRequired : {});
    for (const [name, demanded] of entries) all.set(name, [...(all.get(name) ?? []), ...(demanded as string[])]);
  }
  return all;
}

/** As an assignment, but `__proto__` becomes a member like any other. */
function put(object: Record<string, unknown>, name: string, value: unknown): void {
  if (name === '__proto__')
    Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
  else object[name] = value;
}

function shuffled(chance: Chance, names: readonly string[]): string[] {
  const out = [...names];
  for (let i = out.length - 1; i > 0; i--) {
    const j = upTo(chance, i);
    [out[i], out[j]] = [out[j]!, out[i]!];
  }
  return out;
}
