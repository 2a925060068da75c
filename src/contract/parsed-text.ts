import type { Problem } from './problem.ts';

/** What a text in YAML or JSON says. Without a value if it cannot be read. */
export interface ParsedText {
  readonly value?: unknown;
  readonly positions: Positions;
  readonly mistakes: readonly Mistake[];
}

/** What no file of its kind is beyond. */
export interface Limits {
  readonly maxKib: number;
  readonly maxTokens: number;
  readonly maxDepth: number;
}

/** JSON Pointer → offset in the text, of the keys and of the values. */
export interface Positions {
  readonly keys: ReadonlyMap<string, number>;
  readonly values: ReadonlyMap<string, number>;
}

/** Something in a text that keeps it from being read as its author meant it. */
export interface Mistake extends Pick<Problem, 'message' | 'remedy'> {
  readonly offset: number;
  /** Default: syntax. */
  readonly rule?: 'syntax' | 'readable';
}
