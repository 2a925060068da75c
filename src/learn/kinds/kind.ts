import type { Violation } from '../../contract/json-schema.ts';
import type { Node } from '../../schema/merge.ts';

/** A value that breaks its schema. */
export interface Broken {
  readonly violation: Violation;
  /** What stands there; of members that are missing or unknown, the object. */
  readonly value: unknown;
  /** What the schema says of the place. */
  readonly node: Node;
  /** The types that the place may have, where its type is wrong; else none. */
  readonly wanted: readonly string[];
  readonly inList: boolean;
}

/** A way to break a schema: a line of a table. */
export interface BreakingKind {
  /** A mess kind's name where one does the same, else a name of its own, told by `summary`. */
  readonly name: string;
  /** The keywords that it breaks; empty: any. */
  readonly keywords: readonly string[];
  fits(broken: Broken): boolean;
  /** Mess kinds that change the whole object or list are played there, and counted there. */
  readonly at?: 'parent';
  /** What the request does, where no mess kind tells it. */
  readonly summary?: string;
}

/** Mess that a schema may well allow: a line of a table. Its name is that of a mess kind. */
export interface AllowedKind {
  readonly name: string;
  fits(value: unknown, node: Node): boolean;
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
