import { added, type Conjunct, conjuncts, inside, readable } from './conjunct.ts';
import type { Demand, Proving } from './demand.ts';
import { type JsonType, jsonTypes, listed, typesOf } from './facts.ts';
import { fits } from './fits.ts';
import type { Gap } from './gap.ts';
import { keywordRules } from './index.ts';
import { isSame, textOf } from './same.ts';

// One of each, so that each is compiled once.
const ofType = Object.fromEntries(jsonTypes.map((type) => [type, added({ type })])) as Record<JsonType, Conjunct>;
const between = added(true);

const mostSteps = 20_000;
const mostBranches = 3;
const tooMuch = ['is too much to compare', 'is too much to compare'] as const;

const rules = new Map(keywordRules.flatMap((rule) => rule.keywords.map((keyword) => [keyword, rule] as const)));

/** Shows that all values that satisfy some schemas satisfy others, too. It never says so of what it could not show. */
export class Prover implements Proving {
  /** What is being shown further up: a value inside of a value that satisfies the one, if the outer values do. */
  readonly #assumed = new Set<string>();
  #steps = 0;

  prove(known: readonly Conjunct[], demanded: readonly Conjunct[], place: string, branches = 0): Gap[] {
    if (known.some(({ schema }) => schema === false)) return [];
    const [refused] = demanded.filter(({ schema }) => schema === false);
    if (refused) return [gapAt(refused, 'false schema', place, ['may not be there', 'may be there'])];
    if (demanded.every(({ schema }) => schema === true)) return [];
    if (++this.#steps > mostSteps) return [gapAt(demanded[0]!, 'size', place, tooMuch)];
    const list = listed(known);
    if (list) return list.filter((v) => known.every(fits(v))).flatMap((v) => unlisted(v, demanded, place));
    const gaps = typesOf(known).flatMap((type) => this.#ofType(type, known, demanded, place));
    if (gaps.length === 0 || branches >= mostBranches) return distinct(gaps);
    const split = this.#split(known);
    if (!split) return distinct(gaps);
    return distinct(split.flatMap((branch) => this.prove(branch, demanded, place, branches + 1)));
  }

  proveInside(known: readonly Conjunct[], demanded: readonly Conjunct[], place: string): Gap[] {
    const key = [...known, between, ...demanded].map(({ schema, root }) => textOf(schema, root)).join('\n\n');
    if (this.#assumed.has(key)) return [];
    this.#assumed.add(key);
    const gaps = this.prove(known, demanded, place);
    this.#assumed.delete(key);
    return gaps;
  }

  /** The same values, in parts of which more is known. */
  #split(known: readonly Conjunct[]): Conjunct[][] | undefined {
    for (const one of readable(known)) {
      const keyword = ['oneOf', 'anyOf', 'if'].find((k) => one.schema[k] !== undefined && !one.passed?.includes(k));
      if (keyword === undefined) continue;
      const rest = known.map((c) => (c === one ? { ...one, passed: [...(one.passed ?? []), keyword] } : c));
      if (keyword === 'if') {
        const also = (...keys: string[]) =>
          keys.filter((key) => one.schema[key] !== undefined).flatMap((key) => conjuncts(inside(one, key)));
        return [
          [...rest, ...also('if', 'then')],
          [...rest, ...also('else')],
        ];
      }
      const branches = one.schema[keyword] as readonly unknown[];
      return branches.map((_, i) => [...rest, ...conjuncts(inside(one, keyword, i))]);
    }
    return undefined;
  }

  #ofType(type: JsonType, known: readonly Conjunct[], demanded: readonly Conjunct[], place: string): Gap[] {
    const typed = [...known, ofType[type]];
    // Of these, few values are left.
    if (listed(typed) && !listed(known)) return this.prove(typed, demanded, place);
    return readable(demanded).flatMap((by) =>
      Object.keys(by.schema).flatMap((keyword) => {
        const rule = rules.get(keyword);
        if (!rule || by.passed?.includes(keyword) || (rule.types && !rule.types.includes(type))) return [];
        const demand: Demand = { keyword, value: by.schema[keyword], by, known: typed, type, place, prover: this };
        return isWritten(demand, rule.beside ?? []) ? [] : [...rule.gaps(demand)];
      }),
    );
  }
}

/** Whether what is known says the same in the same words. */
function isWritten({ keyword, by, known }: Demand, beside: readonly string[] | 'all'): boolean {
  return readable(known).some(
    (one) =>
      !one.passed?.includes(keyword) &&
      Object.hasOwn(one.schema, keyword) &&
      (beside === 'all'
        ? isSame(one.schema, one.root, by.schema, by.root)
        : [keyword, ...beside].every((k) => isSame({ [k]: one.schema[k] }, one.root, { [k]: by.schema[k] }, by.root))),
  );
}

/** A listed value that is not allowed: there is no doubt about it. */
function unlisted(value: unknown, demanded: readonly Conjunct[], place: string): Gap[] {
  const by = demanded.find((one) => !fits(value)(one));
  if (!by) return [];
  const gap = gapAt(by, 'value', place, [`may not be ${JSON.stringify(value)}`, `may be ${JSON.stringify(value)}`]);
  return [{ ...gap, hints: [{ const: value }] }];
}

const gapAt = (
  { pointer }: Conjunct,
  keyword: string,
  place: string,
  [must, may]: readonly [must: string, may: string],
): Gap => ({
  keyword,
  pointer,
  place,
  must,
  may,
  hints: [{}],
});

/** The same demand may be missed for several types, or in several parts. */
function distinct(gaps: readonly Gap[]): Gap[] {
  const found = new Map<string, Gap>();
  for (const gap of gaps) {
    const key = `${gap.place} ${gap.pointer} ${gap.must}`;
    const first = found.get(key);
    found.set(key, first ? { ...first, hints: [...first.hints, ...gap.hints].slice(0, mostHints) } : gap);
  }
  return [...found.values()];
}

const mostHints = 4;
