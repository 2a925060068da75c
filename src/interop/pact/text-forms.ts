import type { Schema } from '../../contract/contract.ts';

type Json = Readonly<Record<string, unknown>>;

// Regular expressions that say what other keywords of JSON Schema do: what is exported by them comes back as it was.
const formats: Readonly<Record<string, string>> = {
  uuid: '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$',
  date: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$',
  'date-time':
    '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])[Tt]([01]\\d|2[0-3]):[0-5]\\d:([0-5]\\d|60)(\\.\\d+)?([Zz]|[+-]([01]\\d|2[0-3]):[0-5]\\d)$',
  email: '^[^@\\s]+@[^@\\s]+$',
};
const numbers = { integer: '^-?\\d+$', number: '^-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?$' } as const;
// Of a larger one, the verifier's engine makes more than it allows.
const longestCounted = 1000;

/** What a schema of a text says as regular expressions, and the keywords of it that none can say. */
export function patternsOf(schema: Json): { readonly patterns: readonly string[]; readonly lost: readonly string[] } {
  const { pattern, format, minLength = 0, maxLength, enum: listed } = schema;
  if (Array.isArray(listed)) {
    const texts = listed.every((one) => typeof one === 'string');
    return texts
      ? { patterns: [`^(?:${listed.map(escaped).join('|')})$`], lost: [] }
      : { patterns: [], lost: ['enum'] };
  }
  const patterns: string[] = [];
  const lost: string[] = [];
  if (typeof pattern === 'string')
    (isPortable(pattern) ? patterns : lost).push(isPortable(pattern) ? pattern : 'pattern');
  const known = typeof format === 'string' ? formats[format] : undefined;
  if (known !== undefined) patterns.push(known);
  else if (format !== undefined) lost.push('format');
  if (minLength !== 0 || maxLength !== undefined) {
    const [low, high] = [Number(minLength), maxLength === undefined ? '' : Number(maxLength)];
    if (Math.max(low, Number(high)) <= longestCounted) patterns.push(`^[\\s\\S]{${low},${high}}$`);
    else lost.push(...(minLength === 0 ? [] : ['minLength']), ...(maxLength === undefined ? [] : ['maxLength']));
  }
  return { patterns, lost };
}

/** The schema of the texts that a regular expression matches. */
export function schemaOfPattern(pattern: string): Json {
  const format = Object.keys(formats).find((name) => formats[name] === pattern);
  if (format) return { type: 'string', format };
  const [, low, comma, high] = /^\^\[\\s\\S\]\{(\d+)(,)?(\d*)\}\$$/.exec(pattern) ?? [];
  if (low !== undefined)
    return {
      type: 'string',
      ...(low === '0' ? {} : { minLength: Number(low) }),
      ...(high ? { maxLength: Number(high) } : comma ? {} : { maxLength: Number(low) }),
    };
  const listed = /^\^\((?:\?:)?((?:[^()[\]{}.*+?^$\\]|\\[^A-Za-z0-9])+)\)\$$/.exec(pattern)?.[1];
  if (listed?.includes('|')) return { enum: listed.split(/(?<!\\)\|/).map((one) => one.replaceAll(/\\(.)/g, '$1')) };
  return isRegex(pattern) ? { type: 'string', pattern } : { type: 'string' };
}

/** What a parameter of a path, a query or a header has to match; undefined: anything does. */
export function patternOfParameter(schema: Schema): string | undefined {
  if (typeof schema === 'boolean') return undefined;
  if (schema.type === 'integer' || schema.type === 'number') return numbers[schema.type];
  if (schema.type === 'boolean') return '^(?:true|false)$';
  if ('const' in schema) return `^${escaped(String(schema.const))}$`;
  const { patterns } = patternsOf(schema);
  return patterns[0];
}

export function schemaOfParameter(pattern: string): Json {
  const number = Object.entries(numbers).find(([, one]) => one === pattern)?.[0];
  if (number) return { type: number };
  if (/^\^\((\?:)?true\|false\)\$$/.test(pattern)) return { type: 'boolean' };
  if (/^\^\\d\+\$$|^\\d\+$|^\^\[0-9\]\+\$$/.test(pattern)) return { type: 'integer', minimum: 0 };
  return schemaOfPattern(pattern);
}

export const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** As a contract reads it, with the flag `u`. */
export function isRegex(pattern: string): boolean {
  try {
    return Boolean(new RegExp(pattern, 'u'));
  } catch {
    return false;
  }
}

/** The engine of the verifier, as those of many other languages, has neither look-around nor references back. */
const isPortable = (pattern: string): boolean => !/\(\?<?[=!]|\\[1-9]|\\k</.test(pattern);
