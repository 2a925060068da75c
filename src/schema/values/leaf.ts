import type { Schema } from '../../contract/contract.ts';
import { isValid } from '../../contract/json-schema.ts';
import { standalone } from '../standalone.ts';
import { DeadEnd } from './chance.ts';
import type { Part } from './claim.ts';
import { Lists } from './lists.ts';
import { type Range, rangeOf } from './numbers.ts';
import { nothing, Objects } from './objects.ts';
import type { Place } from './place.ts';
import { type TextDemands, textDemands } from './texts.ts';

export const kinds = ['string', 'number', 'boolean', 'null', 'object', 'array'] as const;
export type Kind = (typeof kinds)[number];

/** What is known of a place before anything is drawn there. */
export interface Leaf {
  /** No value was, or ever will be, found here. */
  readonly dead?: DeadEnd;
  /** The only values that it may have. */
  readonly values?: readonly unknown[];
  /** Values that its author showed. */
  readonly shown: readonly unknown[];
  readonly examples: readonly unknown[];
  readonly defaults: readonly unknown[];
  /** The options of the first choice that are possible. */
  readonly options: readonly number[];
  /** The types that its keywords speak of, or all. */
  readonly usual: readonly Kind[];
  readonly possible: readonly Kind[];
  readonly range?: Range;
  readonly text?: TextDemands;
  readonly objects?: Objects;
  readonly lists?: Lists;
}

type Shown = Pick<Leaf, 'shown' | 'examples' | 'defaults'>;
const nothingShown: Shown = { shown: [], examples: [], defaults: [] };

const hints: Readonly<Record<string, readonly string[]>> = {
  object: [
    ...['properties', 'required', 'additionalProperties', 'patternProperties', 'propertyNames', 'minProperties'],
    ...['maxProperties', 'dependentRequired', 'unevaluatedProperties'],
  ],
  array: ['items', 'prefixItems', 'contains', 'minItems', 'maxItems', 'uniqueItems', 'unevaluatedItems'],
  number: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  string: ['pattern', 'format', 'minLength', 'maxLength'],
};

const mostLooks = 400;
const mostMeasured = 5_000;

/** Reads places: what each of them can be, and which of them are hopeless. */
export class Leaves {
  readonly #root: Schema;
  readonly #leaves = new Map<Place, Leaf>();
  readonly #reading = new Set<Place>();
  #looks = 0;
  #measured = 0;
  readonly #shallow = new Map<Place, Map<number, boolean>>();

  constructor(root: Schema) {
    this.#root = root;
  }

  of(place: Place): Leaf {
    let leaf = this.#leaves.get(place);
    if (!leaf) {
      leaf = this.#read(place);
      this.#leaves.set(place, leaf);
    }
    return leaf;
  }

  /** Whether a value is what is demanded of a place. */
  fits(place: Place, value: unknown): boolean {
    return place.claims.every((claim) => isValid(standalone(claim.schema, this.#root), value));
  }

  /** Why a place can have no value, as far as this can be told without drawing. */
  readonly final = (place: Place): DeadEnd | undefined => {
    if (this.#leaves.has(place)) return this.#leaves.get(place)!.dead;
    // Whoever comes here again before there is an answer has gone round in a circle.
    if (this.#reading.has(place)) return undefined;
    this.#reading.add(place);
    try {
      return this.of(place).dead;
    } finally {
      this.#reading.delete(place);
    }
  };

  /** Whether some value of a place nests no deeper than `depth`. */
  within(place: Place, depth: number): boolean {
    const known = this.#shallow.get(place) ?? new Map<number, boolean>();
    this.#shallow.set(place, known);
    let answer = known.get(depth);
    if (answer === undefined) {
      answer = this.#within(place, depth);
      known.set(depth, answer);
    }
    return answer;
  }

  #within(place: Place, depth: number): boolean {
    this.#measured++;
    if (this.#measured > mostMeasured) return true;
    const leaf = this.of(place);
    if (leaf.dead) return false;
    if (leaf.values || leaf.shown.length > 0) return true;
    if (leaf.options.length > 0) return leaf.options.some((o) => this.within(place.chosen(o, false), depth));
    return leaf.usual.some((kind) => this.kindWithin(place, leaf, kind, depth));
  }

  kindWithin(place: Place, { objects, lists }: Leaf, kind: Kind, depth: number): boolean {
    const demanded =
      kind === 'object'
        ? objects!.required.map((name) => place.member(name))
        : kind === 'array'
          ? lists!.demanded()
          : [];
    return demanded.every((inner) => depth > 0 && this.within(inner, depth - 1));
  }

  // The ways through many choices are too many to look at: from then on, drawing finds out which of them lead nowhere.
  get #tired(): boolean {
    return this.#looks > mostLooks;
  }

  #read(place: Place): Leaf {
    const none = { ...nothingShown, options: [], usual: [], possible: [] };
    const dead = (end: DeadEnd): Leaf => ({ ...none, dead: end });
    const ended = (reason: string) => dead(new DeadEnd(place.pointer, reason, true));
    const { parts, demands } = place;
    if (demands.nothing !== undefined) return dead(new DeadEnd(demands.nothing, nothing, true));
    const allowed = allowedValues(parts);
    if (allowed) {
      const values = allowed.filter((value) => this.fits(place, value));
      return values.length > 0 ? { ...none, values } : ended('none of the allowed values fits the rest of the schema');
    }
    const shown = this.#shown(place);
    const [choice] = demands.choices;
    if (choice) {
      this.#looks += choice.options.length;
      const ends = choice.options.map((_, i) => (this.#tired ? undefined : this.final(place.chosen(i, false))));
      const options = ends.flatMap((end, i) => (end ? [] : [i]));
      const [first] = ends;
      return options.length > 0
        ? { ...none, ...shown, options }
        : dead(
            new DeadEnd(
              choice.pointer,
              `no alternative is possible, as ${first!.pointer || 'the schema'}: ${first!.message}`,
              true,
            ),
          );
    }
    return this.#typed(place, shown) ?? ended(`no value is of the types ${typesSaid(parts)} at once`);
  }

  #shown(place: Place): Shown {
    const fitting = (values: (part: Part) => readonly unknown[]) =>
      place.parts.flatMap(values).filter((value) => this.fits(place, value));
    const examples = fitting(({ schema }) => (Array.isArray(schema.examples) ? schema.examples : []));
    const defaults = fitting(({ schema }) => (schema.default === undefined ? [] : [schema.default]));
    return { shown: [...examples, ...defaults], examples, defaults };
  }

  #typed(place: Place, shown: Shown): Leaf | undefined {
    const { parts } = place;
    const { types, whole } = typesOf(parts);
    if (types.length === 0) return undefined;
    const range = rangeOf(parts, whole);
    const text = textDemands(parts, place.pointer);
    const objects = new Objects(place, this.#root);
    const lists = new Lists(place);
    const different = (inner: Place) => {
      const leaf = this.final(inner) ? undefined : this.#leaves.get(inner);
      return (
        leaf?.values?.length ??
        (leaf?.possible.every((k) => k === 'null' || k === 'boolean') ? countOf(leaf.possible) : Infinity)
      );
    };
    const ends: Partial<Record<Kind, () => DeadEnd | undefined>> = {
      number: () => (typeof range === 'string' ? new DeadEnd(place.pointer, range, true) : undefined),
      string: () => (typeof text === 'string' ? new DeadEnd(place.pointer, text, true) : undefined),
      object: () => objects.impossible(this.final),
      array: () => lists.impossible(this.final, different),
    };
    const reasons = new Map(types.map((type) => [type, ends[type]?.()]));
    const possible = types.filter((type) => !reasons.get(type));
    const dead = possible.length === 0 ? reasons.get(types[0]!) : undefined;
    const hinted = possible.filter((type) => hints[type]?.some((k) => parts.some((p) => k in p.schema)));
    const open = types.length === kinds.length;
    return {
      ...(dead ? { dead } : {}),
      ...shown,
      options: [],
      possible,
      usual: open && hinted.length > 0 ? hinted : possible,
      ...(typeof range === 'string' ? {} : { range }),
      ...(typeof text === 'string' ? {} : { text }),
      objects,
      lists,
    };
  }
}

const countOf = (few: readonly Kind[]) =>
  (few.includes('null') ? 1 : 0) + (few.includes('boolean') ? 2 : 0) || Infinity;

function allowedValues(parts: readonly Part[]): readonly unknown[] | undefined {
  const constant = parts.find((p) => 'const' in p.schema);
  if (constant) return [constant.schema.const];
  const lists = parts.map((p) => p.schema.enum).filter((list) => Array.isArray(list));
  return lists.sort((a, b) => a.length - b.length)[0];
}

/** The types that all parts allow, and whether its numbers have to be whole. */
function typesOf(parts: readonly Part[]): { types: Kind[]; whole: boolean } {
  const said = parts.filter((p) => p.schema.type !== undefined).map((p) => [p.schema.type].flat() as string[]);
  const allows = (names: readonly string[], kind: Kind) =>
    names.includes(kind) || (kind === 'number' && names.includes('integer'));
  return {
    types: kinds.filter((kind) => said.every((names) => allows(names, kind))),
    whole: said.some((names) => names.includes('integer') && !names.includes('number')),
  };
}

const typesSaid = (parts: readonly Part[]) =>
  parts.flatMap((p) => (p.schema.type === undefined ? [] : [[p.schema.type].flat().join(' or ')])).join(' and ');
