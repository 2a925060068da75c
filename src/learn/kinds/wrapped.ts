import { isObject } from './kind.ts';

/** A way to wrap a body: a line of a table. Its name is that of a mess kind. */
export interface WrappedKind {
  readonly name: string;
  /** What is inside; undefined where nothing is wrapped. */
  unwrap(value: unknown): unknown;
}

/** Bodies around the body that was meant. */
export const wrappedKinds: readonly WrappedKind[] = [
  { name: 'json-in-text', unwrap: (value) => (typeof value === 'string' ? read(value) : undefined) },
  { name: 'json-in-list', unwrap: (value) => (Array.isArray(value) && value.length === 1 ? value[0] : undefined) },
  {
    name: 'json-in-envelope',
    unwrap: (value) => (isObject(value) && Object.keys(value).length === 1 ? value.data : undefined),
  },
];

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
