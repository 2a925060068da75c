import type { PactBody, PactRequest, PactResponse } from './pact.ts';
import { isObject, type Json, readRules } from './read-rules.ts';

/** The request of an interaction, in the words of any version. */
export function readRequest(part: Json, where: { readonly method: string; readonly path: string }): PactRequest {
  const rules = readRules(part.matchingRules);
  const expression = expressionIn(part.generators);
  return {
    ...where,
    ...(rules.path ? { pathRule: rules.path } : {}),
    ...(expression === undefined ? {} : { pathExpression: expression }),
    query: queryIn(part.query),
    queryRules: rules.query,
    ...common(part, rules),
  };
}

export function readResponse(part: Json): PactResponse {
  const rules = readRules(part.matchingRules);
  const status = Number(part.status ?? 200);
  return { status, ...(rules.status ? { statusRule: rules.status } : {}), ...common(part, rules) };
}

function common(part: Json, rules: ReturnType<typeof readRules>) {
  const written = Object.entries(isObject(part.headers) ? part.headers : {}).map(
    ([name, value]) => [name.toLowerCase(), [value].flat().join(', ').replace(/^, /, '')] as const,
  );
  const headers = Object.fromEntries(written.filter(([, value]) => value !== ''));
  return { headers, body: bodyIn(part, headers), bodyRules: rules.body, headerRules: rules.header };
}

/** Version 4 wraps a body; messages call it `contents`. */
function bodyIn(part: Json, headers: Readonly<Record<string, string>>): PactBody {
  const written = 'contents' in part ? part.contents : part.body;
  if (written === undefined || written === null) return { kind: 'none' };
  const wrapped = isObject(written) && 'content' in written && ('contentType' in written || 'encoded' in written);
  const metadata = isObject(part.metadata ?? part.metaData) ? ((part.metadata ?? part.metaData) as Json) : {};
  const type = String(
    (wrapped ? written.contentType : undefined) ?? headers['content-type'] ?? metadata.contentType ?? '',
  );
  const { content, encoded } = wrapped ? written : { content: written, encoded: false };
  if (content === undefined || content === null || content === '') return { kind: 'none' };
  if (type !== '' && !/\bjson\b/i.test(type)) return { kind: 'other' };
  if (encoded === false || encoded === undefined) {
    if (typeof content === 'string' && type === '') return jsonIn(content);
    return { kind: 'json', value: content };
  }
  return jsonIn(
    String(encoded).toLowerCase() === 'base64' ? Buffer.from(String(content), 'base64').toString() : content,
  );
}

function jsonIn(text: unknown): PactBody {
  try {
    return typeof text === 'string' ? { kind: 'json', value: JSON.parse(text) } : { kind: 'json', value: text };
  } catch {
    return { kind: 'other' };
  }
}

/** Version 2 writes a query as it is sent. */
function queryIn(query: unknown): Record<string, readonly string[]> {
  if (typeof query === 'string') {
    const params = new URLSearchParams(query);
    return Object.fromEntries([...new Set(params.keys())].map((name) => [name, params.getAll(name)]));
  }
  if (!isObject(query)) return {};
  return Object.fromEntries(Object.entries(query).map(([name, value]) => [name, [value].flat().map(String)]));
}

function expressionIn(generators: unknown): string | undefined {
  const path = isObject(generators) ? generators.path : undefined;
  const expression = isObject(path) && path.type === 'ProviderState' ? path.expression : undefined;
  return typeof expression === 'string' && expression.startsWith('/') ? expression : undefined;
}
