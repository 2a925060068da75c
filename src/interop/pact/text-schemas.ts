import { mergedSchemas } from './merged-schema.ts';
import type { MatchingRule } from './pact.ts';
import { escaped, isRegex, schemaOfParameter } from './text-forms.ts';

type Json = Readonly<Record<string, unknown>>;

/** The regular expression that a header has to match. */
export function headerPattern(name: string, value: string, rule: MatchingRule | undefined): string {
  const regex = rule?.matchers.find(({ match }) => match === 'regex')?.regex;
  if (typeof regex === 'string' && isRegex(regex)) return regex;
  const included = rule?.matchers.find(({ match }) => match === 'include')?.value;
  if (included !== undefined) return escaped(String(included));
  if (rule) return '.*';
  // What follows the type of a body is up to who sends it.
  if (name === 'content-type' || name === 'accept') return `^${escaped(value.split(';')[0]!.trim())}`;
  return `^${escaped(value)}$`;
}

/** The schema of a query parameter, or of a header that callers send. */
export function parameterSchema(value: string, rule: MatchingRule | undefined, exact: boolean): Json {
  const regex = rule?.matchers.find(({ match }) => match === 'regex')?.regex;
  if (typeof regex === 'string' && isRegex(regex)) return schemaOfParameter(regex);
  if (rule?.matchers.some(({ match }) => match === 'integer')) return { type: 'integer' };
  if (rule?.matchers.some(({ match }) => match === 'equality') || (!rule && exact)) return { const: value };
  if (/^\d{1,15}$/.test(value)) return { type: 'integer' };
  return /^(true|false)$/.test(value) ? { type: 'boolean' } : { type: 'string' };
}

/** One schema a name, of several interactions. */
export function mergedByName(all: readonly Readonly<Record<string, Json>>[]): Readonly<Record<string, Json>> {
  const names = [...new Set(all.flatMap((one) => Object.keys(one)))];
  return Object.fromEntries(
    names.map((name) => [name, mergedSchemas(all.flatMap((one) => (one[name] ? [one[name]] : [])))]),
  );
}
