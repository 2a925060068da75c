import type { Matcher } from './pact.ts';
import { escaped, isRegex, schemaOfPattern } from './text-forms.ts';

type Json = Readonly<Record<string, unknown>>;

/** What a matcher says of a value such as the example; undefined: nothing that a schema can say. */
export type SchemaOf = (matcher: Matcher, example: unknown) => Json | undefined;

/** Matcher → schema: one line each. Those that speak of what is inside a value stand in `schema-of.ts`. */
export const matcherSchemas: Readonly<Record<string, SchemaOf>> = {
  type: (_, example) => typeOf(example),
  min: (_, example) => typeOf(example),
  max: (_, example) => typeOf(example),
  equality: (_, example) => ({ const: example }),
  regex: ({ regex }, example) =>
    typeof example === 'string' && typeof regex === 'string' && isRegex(regex) ? schemaOfPattern(regex) : undefined,
  include: ({ value }) => ({ type: 'string', pattern: escaped(String(value)) }),
  integer: () => ({ type: 'integer' }),
  decimal: () => ({ type: 'number' }),
  number: () => ({ type: 'number' }),
  boolean: () => ({ type: 'boolean' }),
  null: () => ({ type: 'null' }),
  notEmpty: (_, example) => ({
    ...typeOf(example),
    ...(typeof example === 'string' ? { minLength: 1 } : Array.isArray(example) ? { minItems: 1 } : {}),
  }),
  semver: () => ({ type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+([-+].+)?$' }),
  date: ({ format, date }) => ({ type: 'string', ...((format ?? date) === 'yyyy-MM-dd' ? { format: 'date' } : {}) }),
  time: () => ({ type: 'string' }),
  datetime: ({ format, datetime, timestamp }) => {
    const written = String(format ?? datetime ?? timestamp ?? '');
    const isRfc3339 = /^yyyy-MM-dd'T'HH:mm:ss(\.S{1,9})?(X{1,3}|Z{3,5}|'Z')$/.test(written);
    return { type: 'string', ...(isRfc3339 ? { format: 'date-time' } : {}) };
  },
};

/** The type of an example; numbers are not told apart. */
export function typeOf(value: unknown): Json {
  if (value === null) return { type: 'null' };
  if (Array.isArray(value)) return { type: 'array' };
  return { type: typeof value };
}
