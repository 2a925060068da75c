import type { Schema } from '../contract/contract.ts';

/** The names that a scenario may use, and what each of them can be given. */
export interface Words {
  readonly faults: Readonly<Record<string, FaultWord>>;
  readonly shapes: Readonly<Record<string, ShapeWord>>;
  readonly messes: readonly string[];
  readonly checks: readonly string[];
  readonly protocols: readonly string[];
}

export interface FaultWord {
  /** Parameter → the values that it can have. */
  readonly params: Readonly<Record<string, Schema>>;
  readonly recurs: readonly ('first' | 'every')[];
  /** It strikes whoever connects: not one call and not another. */
  readonly bars: boolean;
}

export interface ShapeWord {
  readonly params: Readonly<Record<string, Schema>>;
  /** Its calls meet a fault; else it holds replies back. */
  readonly strikes: boolean;
  /** No call gets through while it lasts. */
  readonly whole: boolean;
}
