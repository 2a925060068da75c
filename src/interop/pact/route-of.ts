import type { PactRequest } from './pact.ts';
import { schemaOfParameter } from './text-forms.ts';

type Json = Readonly<Record<string, unknown>>;

/** The path of a call with its parameters, and what they are. */
export interface PactRoute {
  readonly method: string;
  readonly path: string;
  readonly parameters: Readonly<Record<string, Json>>;
  /** Parameter → what stood there in the example. */
  readonly example: Readonly<Record<string, string>>;
  /** It is the same call where this is the same. */
  readonly key: string;
  /** The rule of the path is more than a contract can say. */
  readonly lost?: true;
}

const identifier = /^(\d+|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/i;

/** The parameters are where a rule or a provider state says so, and where a number or a UUID stands. */
export function routeOf({ method, path, pathRule, pathExpression }: PactRequest): PactRoute {
  const segments = path.split('/').slice(1).map(readable);
  const regex = pathRule?.matchers.find(({ match }) => match === 'regex')?.regex;
  const patterns = typeof regex === 'string' ? patternSegments(regex, segments) : undefined;
  const named = pathExpression?.split('/').slice(1);
  const parameters: Record<string, Json> = {};
  const example: Record<string, string> = {};
  const parts = segments.map((segment, i) => {
    const wanted = named?.length === segments.length ? /^\$\{([\w-]+)\}$/.exec(named[i]!)?.[1] : undefined;
    const pattern = patterns?.[i];
    if (wanted === undefined && pattern === undefined && (patterns || !identifier.test(segment))) return segment;
    const name = free(wanted ?? nameAfter(segments[i - 1]), parameters);
    parameters[name] = pattern === undefined ? looksLike(segment) : schemaOfParameter(pattern);
    example[name] = segment;
    return `{${name}}`;
  });
  const written = `/${parts.map((part) => (part.startsWith('{') ? part : encodeURI(part))).join('/')}`;
  const lost = regex !== undefined && !patterns;
  return {
    method,
    path: written,
    parameters,
    example,
    key: `${method} ${written.replaceAll(/\{[^}]+\}/g, '{}')}`,
    ...(lost ? { lost } : {}),
  };
}

function readable(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

const looksLike = (segment: string): Json =>
  /^\d{1,15}$/.test(segment)
    ? { type: 'integer' }
    : identifier.test(segment)
      ? { type: 'string', format: 'uuid' }
      : { type: 'string' };

/** `tickets` → `ticketId`. */
function nameAfter(before: string | undefined): string {
  const word = before?.replaceAll(/[^A-Za-z0-9]+(.)?/g, (_, next: string = '') => next.toUpperCase()) ?? '';
  return /^[a-z]/i.test(word) ? `${word.replace(/ies$/, 'y').replace(/([^s])s$/, '$1')}Id` : 'id';
}

function free(name: string, taken: Readonly<Record<string, unknown>>): string {
  for (let n = 1; ; n++) {
    const one = n === 1 ? name : `${name}${n}`;
    if (!Object.hasOwn(taken, one)) return one;
  }
}

/** The regular expression of each segment that is not just the one of the example; undefined where they cannot be told apart. */
function patternSegments(regex: string, segments: readonly string[]): (string | undefined)[] | undefined {
  const whole = regex.replace(/^\^/, '').replace(/\$$/, '').replaceAll('\\/', '/');
  const parts = splitOutside(whole).slice(1);
  if (parts.length !== segments.length || !whole.startsWith('/')) return undefined;
  return parts.map((part, i) =>
    part.replaceAll(/\\([^A-Za-z0-9])/g, '$1') === segments[i] ? undefined : `^${unwrapped(part)}$`,
  );
}

/** A group around all of it says nothing. */
function unwrapped(part: string): string {
  return /^\([^()?|]*\)$/.test(part) ? part.slice(1, -1) : part;
}

/** At the slashes that stand in no group and in no class. */
function splitOutside(text: string): string[] {
  const parts = [''];
  let depth = 0;
  let inClass = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    if (char === '/' && depth === 0 && !inClass) {
      parts.push('');
      continue;
    }
    if (char === '[') inClass = true;
    else if (char === ']') inClass = false;
    else if (!inClass && char === '(') depth++;
    else if (!inClass && char === ')') depth--;
    const isEscape = char === '\\' && i + 1 < text.length;
    parts[parts.length - 1] += isEscape ? char + text[++i] : char;
  }
  return parts;
}
