import type { Interaction, Matcher, MatchingRule, Pact, PactRequest, PactResponse } from './pact.ts';
import { writeRulePath } from './rule-path.ts';

type Json = Record<string, unknown>;
export const specifications = [3, 4] as const;
export type Specification = (typeof specifications)[number];

/** A pact as the JSON of its file. */
export function writtenPact({ consumer, provider, interactions }: Pact, specification: Specification): Json {
  const four = specification === 4;
  return {
    consumer: { name: consumer },
    provider: { name: provider },
    interactions: interactions.map((one) => (four ? interaction4(one) : interaction3(one))),
    metadata: { pactSpecification: { version: four ? '4.0' : '3.0.0' } },
  };
}

function interaction3({ description, states, request, response }: Interaction): Json {
  const plain = (value: unknown) => value;
  const { statusRule: _, ...reply } = response;
  return {
    description,
    ...(states.length > 0 ? { providerStates: states } : {}),
    request: { ...asked(request), ...part(request, plain, plain), ...rulesOf(inThree(request)) },
    response: { status: response.status, ...part(response, plain, plain), ...rulesOf(inThree(reply)) },
  };
}

/** Version 3 does not know all matchers. */
function inThree<P extends PactRequest | PactResponse>(part: P): P {
  const known = (matcher: Matcher) => (matcher.match === 'boolean' ? { match: 'type' } : matcher);
  return { ...part, bodyRules: part.bodyRules.map((rule) => ({ ...rule, matchers: rule.matchers.map(known) })) };
}

function interaction4({ description, states, request, response, comments = [] }: Interaction): Json {
  const header = (value: string) => [value];
  const body = (content: unknown) => ({ content, contentType: 'application/json', encoded: false });
  return {
    type: 'Synchronous/HTTP',
    description,
    ...(states.length > 0 ? { providerStates: states } : {}),
    pending: false,
    ...(comments.length > 0 ? { comments: { text: comments } } : {}),
    request: { ...asked(request), ...part(request, header, body), ...rulesOf(request) },
    response: { status: response.status, ...part(response, header, body), ...rulesOf(response) },
  };
}

const asked = ({ method, path, query }: PactRequest): Json => ({
  method,
  path,
  ...(Object.keys(query).length > 0 ? { query } : {}),
});

function part(
  { headers, body }: PactRequest | PactResponse,
  header: (value: string) => unknown,
  wrapped: (value: unknown) => unknown,
): Json {
  const written = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, header(value)]));
  return {
    ...(Object.keys(headers).length > 0 ? { headers: written } : {}),
    ...(body.kind === 'json' ? { body: wrapped(body.value) } : {}),
  };
}

function rulesOf(of: PactRequest | PactResponse): Json {
  const body = of.body.kind === 'json' ? of.body.value : undefined;
  const rules: Json = {
    body: Object.fromEntries(of.bodyRules.map((rule) => [bodyPath(rule, body), matchers(rule)])),
    header: mapped(of.headerRules),
    ...('queryRules' in of ? { query: mapped(of.queryRules) } : {}),
    ...('pathRule' in of && of.pathRule ? { path: matchers(of.pathRule) } : {}),
    ...('statusRule' in of && of.statusRule ? { status: matchers(of.statusRule) } : {}),
  };
  const told = Object.entries(rules).filter(([, value]) => Object.keys(value as Json).length > 0);
  return told.length > 0 ? { matchingRules: Object.fromEntries(told) } : {};
}

const mapped = (rules: Readonly<Record<string, MatchingRule>>): Json =>
  Object.fromEntries(Object.entries(rules).map(([name, rule]) => [name, matchers(rule)]));

const matchers = ({ combine, matchers: all }: MatchingRule): Json => ({ combine, matchers: all });

/** A `*` is written in another way for items than for members: the example says which they are. */
function bodyPath({ path }: MatchingRule, body: unknown): string {
  const lists = new Set<number>();
  let value = body;
  for (const [i, step] of path.entries()) {
    if (step === '*' && Array.isArray(value)) lists.add(i);
    const inner = typeof value === 'object' && value !== null ? value : {};
    value = step === '*' ? Object.values(inner)[0] : (inner as Json)[String(step)];
  }
  return writeRulePath(path, lists);
}
