import { schemaViolations } from '../../contract/json-schema.ts';
import { first } from '../first.ts';
import { interned } from '../interned.ts';

/** Why the API refuses a request: the members of its error body. */
export interface Refusal {
  readonly message: string;
  readonly param: string | null;
  readonly code: string | null;
}

export type Json = Record<string, unknown>;
export const isObject = (v: unknown): v is Json => typeof v === 'object' && v !== null && !Array.isArray(v);
const typeName = (v: unknown) =>
  v === null ? 'null' : Array.isArray(v) ? 'an array' : typeof v === 'object' ? 'an object' : `a ${typeof v}`;
export const missing = (param: string): Refusal => ({
  message: `Missing required parameter: '${param}'.`,
  param,
  code: 'missing_required_parameter',
});
export const wrongType = (param: string, wanted: string, found: unknown): Refusal => ({
  message: `Invalid type for '${param}': expected ${wanted}, but got ${typeName(found)} instead.`,
  param,
  code: 'invalid_type',
});

export const empty = (param: string): Refusal => ({
  message: `Invalid '${param}': empty array. Expected an array with minimum length 1, but got an empty array instead.`,
  param,
  code: 'empty_array',
});

export interface Range {
  readonly kind: 'decimal' | 'integer';
  readonly low: number;
  readonly high: number;
}
export const decimal = (low: number, high: number): Range => ({ kind: 'decimal', low, high });
export const integer = (low: number, high: number): Range => ({ kind: 'integer', low, high });
/** The first number of a body that is out of its range. */
export function badNumbers(body: Json, ranges: Readonly<Record<string, Range>>): Refusal | undefined {
  return first(
    Object.entries(ranges).map(([param, range]) => () => {
      const value = body[param];
      return value === undefined || value === null ? undefined : badNumber(param, value, range);
    }),
  );
}

function badNumber(param: string, value: unknown, { kind, low, high }: Range): Refusal | undefined {
  if (typeof value !== 'number' || (kind === 'integer' && !Number.isInteger(value)))
    return wrongType(param, kind === 'integer' ? 'an integer' : 'a decimal', value);
  if (value >= low && value <= high) return undefined;
  const [side, bound, word] =
    value < low ? ['below minimum', `>= ${low}`, 'below_min'] : ['above maximum', `<= ${high}`, 'above_max'];
  return {
    message: `Invalid '${param}': ${kind} ${side} value. Expected a value ${bound}, but got ${value} instead.`,
    param,
    code: `${kind}_${word}_value`,
  };
}

/** A value that is none of those that the API takes. */
export const unsupportedValue = (param: string, value: unknown, supported: readonly string[]): Refusal => ({
  message: `Invalid value: '${String(value)}'. Supported values are: ${listed(supported.map((v) => `'${v}'`))}.`,
  param,
  code: 'invalid_value',
});

const listed = (all: readonly string[]): string =>
  all.length < 3 ? all.join(' and ') : `${all.slice(0, -1).join(', ')}, and ${all.at(-1)}`;

/** Why the API would not take a JSON Schema. */
export function badSchema(schema: unknown, what: string, param: string, code: string | null): Refusal | undefined {
  if (schema === undefined) return undefined;
  const [violation] = isObject(schema)
    ? schemaViolations(interned(schema))
    : [{ pointer: '', message: 'is not an object' }];
  return (
    violation && {
      message: `Invalid schema for ${what}: In context=${violation.pointer || '()'}, ${violation.message}.`,
      param,
      code,
    }
  );
}
