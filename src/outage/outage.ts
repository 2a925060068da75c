import type { Schema } from '../contract/contract.ts';
import { hash } from '../schema/seed.ts';

/** One number that a shape can be given: how it is written in a file, what it is if nobody says, what is tried. */
export interface ShapeParam {
  readonly schema: Schema;
  readonly usual: number;
}

/** One call of a dependency, as a shape sees it. */
export interface OutageCall {
  /** Milliseconds since the outage began; negative before it. */
  readonly at: number;
  /** Drawn for this call: 0 ≤ chance < 1. */
  readonly chance: number;
  /** Drawn for what the call belongs to, the same for all attempts at it: 0 ≤ standing < 1. */
  readonly standing: number;
}

/** What becomes of a call. `after`: it gets its healthy reply that many milliseconds later. */
export type Fate = 'well' | 'struck' | { readonly after: number };

/** The parameters of one shape, by name. */
export type ShapeValues = Readonly<Record<string, number>>;

/** How an outage comes, stays and goes. Its opened form is given the calls in the order of their arrival. */
export interface Shape {
  readonly name: string;
  /** What it does, continuing "the dependency …". */
  readonly summary: string;
  /** Where it is seen in real life. */
  readonly seen: string;
  /** Calls meet the fault of the outage, or healthy replies are held back, and there is no fault. */
  readonly does: 'strikes' | 'delays';
  /** It is about how much the dependency can bear. */
  readonly limits: boolean;
  /** No call gets through while it lasts: only then can connections be refused. */
  readonly whole: boolean;
  /** It takes several dependencies along, one after the other. */
  readonly spreads: boolean;
  readonly params: Readonly<Record<string, ShapeParam>>;
  /**
   * The values that it is tried with. `offered`: calls a second that come when nothing is wrong; `place`: which one in
   * a row of dependencies it strikes.
   */
  tried(offered: number, place: number): ShapeValues;
  /**
   * Milliseconds from its beginning until it is really over, where it was meant to last for `lasts`. `offered`: calls a
   * second that come when nothing is wrong.
   */
  over(values: ShapeValues, lasts: number, offered: number): number;
  open(values: ShapeValues, lasts: number): (call: OutageCall) => Fate;
}

interface Definition<N extends string> extends Pick<Shape, 'name' | 'summary' | 'seen'> {
  /** Default: it strikes. */
  readonly does?: Shape['does'];
  /** Default: false. */
  readonly limits?: boolean;
  /** Default: false. */
  readonly whole?: boolean;
  /** Default: false. */
  readonly spreads?: boolean;
  readonly params?: Readonly<Record<N, ShapeParam>>;
  /** Default: the usual values. */
  tried?(offered: number, place: number): Readonly<Partial<Record<N, number>>>;
  /** Default: when its time is over. */
  over?(values: Readonly<Record<N, number>>, lasts: number, offered: number): number;
  open(values: Readonly<Record<N, number>>, lasts: number): (call: OutageCall) => Fate;
}

/** A shape: what its file says, with what most of them have in common filled in. */
export function defineShape<N extends string = never>(definition: Definition<N>): Shape {
  const shape = {
    does: 'strikes',
    limits: false,
    whole: false,
    spreads: false,
    tried: () => ({}),
    over: (_: unknown, lasts: number) => lasts,
    params: {},
    ...definition,
  };
  return shape as unknown as Shape;
}

/** A shape that looks at nothing but its clock and its dice, while it lasts. */
export const whileItLasts =
  (lasts: number, fate: (call: OutageCall) => Fate) =>
  (call: OutageCall): Fate =>
    call.at >= 0 && call.at < lasts ? fate(call) : 'well';

/** Percent, from 0 to 100. */
export const share = (usual: number): ShapeParam => ({
  schema: { type: 'integer', minimum: 0, maximum: 100 },
  usual,
});

/** Milliseconds, from 1 to ten minutes. */
export const milliseconds = (usual: number): ShapeParam => ({
  schema: { type: 'integer', minimum: 1, maximum: 600_000 },
  usual,
});

/** Calls a second. */
export const perSecond = (usual: number): ShapeParam => ({
  schema: { type: 'number', exclusiveMinimum: 0, maximum: 10_000 },
  usual,
});

/** The parameters of a shape, with the usual value for each that is not given. */
export function shapeValues({ params }: Shape, given: ShapeValues): ShapeValues {
  return Object.fromEntries(Object.entries(params).map(([name, { usual }]) => [name, given[name] ?? usual]));
}

/** A number from 0 to below 1, drawn from a seed and the names of what it is for. */
export const drawn = (seed: number, ...names: readonly (string | number)[]): number =>
  (hash(seed, ...names) >>> 0) / 2 ** 32;
