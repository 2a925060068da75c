import type { Schema } from '../../contract/contract.ts';
import { step } from '../../contract/pointer.ts';
import type { Conjunct, Readable } from './conjunct.ts';
import type { JsonType } from './facts.ts';
import type { Gap } from './gap.ts';

/** What shows that all values that satisfy some schemas satisfy others, too: `prover.ts`. */
export interface Proving {
  /** The demands that are not shown to hold; none: all values that satisfy `known` satisfy `demanded`. */
  prove(known: readonly Conjunct[], demanded: readonly Conjunct[], place: string): Gap[];
  /** As `prove`, for values that stand inside of those that are looked at: there, a schema may come back to itself. */
  proveInside(known: readonly Conjunct[], demanded: readonly Conjunct[], place: string): Gap[];
}

/** A keyword of one schema, and what is known of the values that are looked at. */
export interface Demand {
  readonly keyword: string;
  /** What it says. */
  readonly value: unknown;
  /** The schema that it stands in. */
  readonly by: Readable;
  /** All that the values satisfy. */
  readonly known: readonly Conjunct[];
  /** The type that they have. */
  readonly type: JsonType;
  /** JSON Pointer to them. */
  readonly place: string;
  readonly prover: Proving;
}

/** How it is shown that all values satisfy a keyword. */
export interface KeywordRule {
  readonly keywords: readonly string[];
  /** Values of other types satisfy it anyway. */
  readonly types?: readonly JsonType[];
  /** What it means depends on these keywords beside it. */
  readonly beside?: readonly string[] | 'all';
  /** No gap means that all values satisfy it: where that cannot be shown, there has to be one. */
  gaps(demand: Demand): Iterable<Gap>;
}

export const gapOf = (
  { keyword, by, place }: Demand,
  [must, may]: readonly [must: string, may: string],
  hints: readonly Schema[],
  ...inside: readonly (string | number)[]
): Gap => ({
  keyword,
  pointer: inside.reduce<string>((pointer, key) => step(pointer, key), step(by.pointer, keyword)),
  place,
  must,
  may,
  hints: [...hints],
});

/** Gaps of what stands in a value as gaps of the value. */
export const within = (gaps: readonly Gap[], whole: (part: Schema) => Schema): Gap[] =>
  gaps.map((gap) => ({ ...gap, hints: gap.hints.map(whole) }));
