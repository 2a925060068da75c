import type { Schema } from '../../contract/contract.ts';
import { type Claim, derived, inside, isObject, listed, type Part, target } from './claim.ts';
import { negation } from './negation.ts';

/** Alternatives of which a value takes one. `surer`: the same, with what rules the others out. */
export interface Choice {
  readonly key: string;
  readonly pointer: string;
  readonly options: readonly (readonly Claim[])[];
  readonly surer?: readonly (readonly Claim[])[];
}

/** All that is demanded of one place of a value, references and `allOf` followed, and what is still to be chosen. */
export interface Demands {
  readonly parts: readonly Part[];
  readonly choices: readonly Choice[];
  /** The pointer of a schema that allows nothing. */
  readonly nothing?: string;
}

/** Gathers what claims demand together, as if the choices named in `taken` had been made. */
export function demands(claims: readonly Claim[], taken: ReadonlySet<string>, root: Schema): Demands {
  const parts = new Map<string, Part>();
  const choices: Choice[] = [];
  let nothing: string | undefined;
  const choose = (choice: Choice) => {
    if (!taken.has(choice.key) && !choices.some((c) => c.key === choice.key)) choices.push(choice);
  };
  const visit = (claim: Claim): void => {
    const { schema } = claim;
    if (schema === false) nothing ??= claim.pointer;
    if (typeof schema === 'boolean' || parts.has(claim.key)) return;
    const part: Part = { ...claim, schema };
    parts.set(claim.key, part);
    if (typeof schema.$ref === 'string') visit(target(schema.$ref, root));
    for (const all of listed(part, 'allOf')) visit(all);
    for (const choice of choicesOf(part, root)) {
      if (choice.options.length === 0) nothing ??= choice.pointer;
      else if (choice.options.length > 1) choose(choice);
      else for (const only of choice.options[0]!) visit(only);
    }
  };
  for (const claim of claims) visit(claim);
  return { parts: [...parts.values()], choices, ...(nothing === undefined ? {} : { nothing }) };
}

function* choicesOf(part: Part, root: Schema): Generator<Choice> {
  const { schema } = part;
  const named = (keyword: string) => ({
    key: `${part.key} ${keyword}`,
    pointer: part.derived ? part.pointer : `${part.pointer}/${keyword}`,
  });
  if (Array.isArray(schema.anyOf)) yield { ...named('anyOf'), options: listed(part, 'anyOf').map((c) => [c]) };
  if (Array.isArray(schema.oneOf)) {
    const options = listed(part, 'oneOf');
    const refuted = (others: readonly Claim[]) => others.map((o) => derived(o, 'not', { not: o.schema }));
    yield {
      ...named('oneOf'),
      options: options.map((c) => [c]),
      surer: options.map((c) => [c, ...refuted(options.filter((o) => o !== c))]),
    };
  }
  if (schema.not !== undefined) {
    const ways = negation(inside(part, 'not'), root);
    if (ways) yield { ...named('not'), options: ways.map((way) => [way]) };
  }
  if (schema.if !== undefined && (schema.then !== undefined || schema.else !== undefined)) {
    const condition = inside(part, 'if');
    const otherwise = derived(condition, 'not', { not: condition.schema });
    const both = [
      [condition, inside(part, 'then')],
      [otherwise, inside(part, 'else')],
    ];
    yield { ...named('if'), options: both };
  }
  for (const key of isObject(schema.dependentSchemas) ? Object.keys(schema.dependentSchemas) : []) {
    const claim = inside(part, 'dependentSchemas', key);
    const there = derived(claim, 'there', { required: [key] });
    const absent = derived(claim, 'absent', { properties: Object.fromEntries([[key, false]]) });
    yield { key: claim.key, pointer: claim.pointer, options: [[absent], [there, claim]] };
  }
}

const mostKnown = 1000;

/** One place of a value: what is demanded of it, and of the places inside of it. */
export class Place {
  readonly claims: readonly Claim[];
  readonly pointer: string;
  readonly demands: Demands;
  readonly #places: Places;
  readonly #taken: ReadonlySet<string>;
  readonly #inner = new Map<string | number, Place>();

  constructor(claims: readonly Claim[], taken: ReadonlySet<string>, places: Places) {
    this.claims = claims;
    this.pointer = claims[0]?.pointer ?? '';
    this.demands = demands(claims, taken, places.root);
    this.#taken = taken;
    this.#places = places;
  }

  get parts(): readonly Part[] {
    return this.demands.parts;
  }

  /** The same place once an option of its first choice is taken. */
  chosen(option: number, surer: boolean): Place {
    return this.#known(`${surer ? '!' : '?'}${option}`, () => {
      const choice = this.demands.choices[0]!;
      const added = ((surer ? choice.surer : undefined) ?? choice.options)[option]!;
      return this.#places.of([...this.claims, ...added], new Set([...this.#taken, choice.key]));
    });
  }

  /** The place of a member of an object. */
  member(name: string): Place {
    return this.#known(`.${name}`, () => this.#places.of(this.parts.flatMap((p) => memberClaims(p, name, this.parts))));
  }

  /** The place of an item of a list; `also`: what it has to be besides. */
  item(index: number, also: readonly Claim[] = []): Place {
    const same = Math.min(index, this.heads);
    return this.#known(`${same} ${also.map((c) => c.key).join(' ')}`, () =>
      this.#places.of([...also, ...this.parts.flatMap((p) => itemClaims(p, same, this.parts))]),
    );
  }

  /** How many items stand at places of their own. */
  get heads(): number {
    return Math.max(
      0,
      ...this.parts.map((p) => (Array.isArray(p.schema.prefixItems) ? p.schema.prefixItems.length : 0)),
    );
  }

  /** The place of what a claim demands that stands beside it, such as the names of members. */
  beside(claims: readonly Claim[]): Place {
    return this.#known(`& ${claims.map((c) => c.key).join(' ')}`, () => this.#places.of(claims));
  }

  #known(key: string | number, make: () => Place): Place {
    let known = this.#inner.get(key);
    if (!known) {
      known = make();
      // Names that are invented never end.
      if (this.#inner.size < mostKnown) this.#inner.set(key, known);
    }
    return known;
  }
}

/** All places that values of one schema have: each of them is made once. */
export class Places {
  readonly root: Schema;
  readonly #known = new Map<string, Place>();

  constructor(root: Schema) {
    this.root = root;
  }

  of(claims: readonly Claim[], taken: ReadonlySet<string> = new Set()): Place {
    const key = JSON.stringify([claims.map((c) => c.key), [...taken]]);
    let place = this.#known.get(key);
    if (!place) {
      const different = [...new Map(claims.map((c) => [c.key, c])).values()];
      place = new Place(different, taken, this);
      this.#known.set(key, place);
    }
    return place;
  }
}

const declares = ({ schema }: Part, name: string) =>
  isObject(schema.properties) && Object.hasOwn(schema.properties, name);
const patternsOf = ({ schema }: Part) =>
  isObject(schema.patternProperties) ? Object.keys(schema.patternProperties) : [];

/** What one part says of a member. */
function memberClaims(part: Part, name: string, all: readonly Part[]): Claim[] {
  const own = spokenOf(part, name);
  if (part.schema.unevaluatedProperties === undefined || own.length > 0) return own;
  // Somebody else among the parts may have spoken of it; whether that counts is seen when the value is checked.
  const elsewhere = all.some((p) => spokenOf(p, name).length > 0);
  return elsewhere ? [] : [inside(part, 'unevaluatedProperties')];
}

function spokenOf(part: Part, name: string): Claim[] {
  const claims = declares(part, name) ? [inside(part, 'properties', name)] : [];
  for (const pattern of patternsOf(part))
    if (new RegExp(pattern, 'u').test(name)) claims.push(inside(part, 'patternProperties', pattern));
  if (claims.length === 0 && part.schema.additionalProperties !== undefined)
    claims.push(inside(part, 'additionalProperties'));
  return claims;
}

function itemClaims(part: Part, index: number, all: readonly Part[]): Claim[] {
  const head = listed(part, 'prefixItems');
  if (index < head.length) return [head[index]!];
  if (part.schema.items !== undefined) return [inside(part, 'items')];
  if (part.schema.unevaluatedItems === undefined) return [];
  const elsewhere = all.some(
    (p) =>
      p.schema.items !== undefined || index < listed(p, 'prefixItems').length || p.schema.unevaluatedItems === true,
  );
  return elsewhere ? [] : [inside(part, 'unevaluatedItems')];
}
