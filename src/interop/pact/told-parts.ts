import type { Schema } from '../../contract/contract.ts';
import { at } from '../../contract/pointer.ts';
import type { SentRequest } from '../../observation/observation.ts';
import type { MatchingRule, PactBody, PactRequest } from './pact.ts';
import { listed, type Remarks } from './remarks.ts';
import { rulesOf, type TellingOptions } from './rules-of.ts';
import { escaped, patternOfParameter } from './text-forms.ts';

/** How a contract is told as pacts. */
export interface ExportContext {
  readonly remarks: Remarks;
  masked(text: string): string;
}

type Body = Pick<PactRequest, 'body' | 'bodyRules'>;
const nothing: Body = { body: { kind: 'none' }, bodyRules: [] };

/** A body with its rules. `what`: whose it is, for what cannot be said. */
export function toldBody(
  body: PactBody,
  schema: Schema | undefined,
  { what, ...options }: TellingOptions & { readonly what: string },
  { remarks }: ExportContext,
): Body {
  if (body.kind !== 'json') return nothing;
  const { example, rules, lost } = rulesOf(schema ?? true, body.value, {
    ...options,
    trimmed: options.trimmed && schema !== undefined,
  });
  const places = [...lost].map(([place, keywords]) => {
    const rest = [...keywords].filter((keyword) => keyword !== 'optional');
    const optional = keywords.has('optional') ? [`${place} being optional`] : [];
    return [...optional, ...(rest.length > 0 ? [`${rest.join(', ')} of ${place}`] : [])].join(', ');
  });
  if (places.length > 0) remarks.say(`${what}: Pact has no words for ${listed(places, 12)}.`);
  return { body: { kind: 'json', value: example }, bodyRules: rules };
}

export const regex = (pattern: string): MatchingRule => ({
  path: [],
  combine: 'AND',
  matchers: [{ match: 'regex', regex: pattern }],
});

/** What is said of a request apart from its body. */
export function toldHead(
  { method, target, headers }: Pick<SentRequest, 'method' | 'target' | 'headers'>,
  declared: {
    readonly path: string;
    readonly parameters: Readonly<Record<string, Schema>>;
    readonly query: Readonly<Record<string, Schema>>;
    /** Name → regular expression, if there is one. */
    readonly headers: Readonly<Record<string, string | undefined>>;
  },
  { masked }: ExportContext,
): Omit<PactRequest, 'body' | 'bodyRules'> {
  const [path = '/', search = ''] = target.split('?', 2) as [string, string?];
  const params = new URLSearchParams(masked(search));
  const names = [...new Set(params.keys())];
  const shown = headers
    .map(([name, value]) => [name.toLowerCase(), masked(settled(value))] as const)
    .filter(([name]) => name in declared.headers || name === 'content-type');
  return {
    method,
    path: masked(path),
    ...(declared.path.includes('{') ? { pathRule: regex(patternOfPath(declared.path, declared.parameters)) } : {}),
    query: Object.fromEntries(names.map((name) => [name, params.getAll(name)])),
    queryRules: Object.fromEntries(
      names.map((name) => {
        const pattern = patternOfParameter(declared.query[name] ?? true);
        return [
          name,
          pattern === undefined ? { path: [], combine: 'AND', matchers: [{ match: 'type' }] } : regex(pattern),
        ];
      }),
    ),
    headers: Object.fromEntries(shown),
    headerRules: Object.fromEntries(
      shown.flatMap(([name]) => (declared.headers[name] === undefined ? [] : [[name, regex(declared.headers[name])]])),
    ),
  };
}

// Drawn anew for each request; a pact is to be the same each time.
const settled = (value: string): string =>
  /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(value) ? '00000000-0000-4000-8000-000000000000' : value;

/** `/tickets/{id}` with what its parameters may be. */
function patternOfPath(path: string, parameters: Readonly<Record<string, Schema>>): string {
  const parts = path.split(/(\{[^}]+\})/).map((part) => {
    if (!part.startsWith('{')) return escaped(part);
    const pattern = patternOfParameter(parameters[part.slice(1, -1)] ?? true);
    const inner = pattern?.replace(/^\^/, '').replace(/\$$/, '');
    return inner === undefined || inner.includes('/')
      ? '[^/]+'
      : /^[\w\\[\]+*-]+$/.test(inner)
        ? inner
        : `(?:${inner})`;
  });
  return `^${parts.join('')}$`;
}

export function jsonBody(text: string): PactBody {
  if (text === '') return { kind: 'none' };
  try {
    return { kind: 'json', value: JSON.parse(text) };
  } catch {
    return { kind: 'other' };
  }
}

/** The same members in the same places, whatever their values. */
export const shapeOf = (value: unknown): string =>
  Array.isArray(value)
    ? `[${shapeOf(at(value, '/0'))}]`
    : typeof value === 'object' && value !== null
      ? `{${Object.entries(value)
          .map(([key, inner]) => `${key}:${shapeOf(inner)}`)
          .sort()
          .join()}}`
      : typeof value;
