import type { Schema } from '../contract/contract.ts';
import type { Spot } from '../schema/break.ts';

const named = new Set(['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas']);
const data = new Set(['const', 'enum', 'default', 'examples']);

/** A schema without some of its keywords: as those read it who take `format` for a remark, for one. */
export function without(schema: Schema, keywords: readonly string[]): Schema {
  const strip = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(strip);
    if (typeof value !== 'object' || value === null) return value;
    const kept = Object.entries(value).filter(([keyword]) => !keywords.includes(keyword));
    return Object.fromEntries(kept.map(([keyword, inner]) => [keyword, stripped(keyword, inner)]));
  };
  const stripped = (keyword: string, inner: unknown) => {
    if (data.has(keyword)) return inner;
    if (!named.has(keyword) || typeof inner !== 'object' || inner === null) return strip(inner);
    return Object.fromEntries(Object.entries(inner).map(([name, part]) => [name, strip(part)]));
  };
  return strip(schema) as Schema;
}

/**
 * Texts of which engines of regular expressions differ: whether `\d` is also a full-width digit, and what `.` leaves
 * out. Only simpler patterns are the same everywhere (JSON Schema 2020-12, Core, 6.4).
 */
export const dividesPatterns = (text: unknown) => typeof text === 'string' && /[^ -~]/.test(text);

// What every validator of a format takes; of all else some are stricter than others.
const surely: Readonly<Record<string, RegExp>> = {
  'date-time': /^[12]\d{3}-\d\d-\d\dT\d\d:\d\d:[0-5]\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)$/,
  date: /^[12]\d{3}-\d\d-\d\d$/,
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  email: /^[a-z0-9]+(\.[a-z0-9]+)*@[a-z0-9]+(\.[a-z0-9]+)+$/,
};

/** Whether a validator that keeps to the standards may refuse a value that another one takes. */
export function isDoubtful({ node, value }: Spot): boolean {
  const { format, pattern, multipleOf } = node;
  if (format !== undefined && !(typeof value === 'string' && surely[String(format)]?.test(value))) return true;
  if (pattern !== undefined && dividesPatterns(value)) return true;
  // Floats divide as well as they can.
  return typeof value === 'number' && multipleOf !== undefined && !Number.isInteger(multipleOf);
}
