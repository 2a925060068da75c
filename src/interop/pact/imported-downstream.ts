import { nameOf } from '../../init/traffic-operations.ts';
import { bodySchemas, type ImportContext } from './body-schemas.ts';
import { contractName, freeName, nameInDescription } from './names.ts';
import type { Interaction } from './pact.ts';
import { type PactRoute, routeOf } from './route-of.ts';
import { headerPattern, mergedByName, parameterSchema } from './text-schemas.ts';

type Json = Readonly<Record<string, unknown>>;

/** Interactions of one call. */
export interface Group {
  readonly route: PactRoute;
  readonly interactions: readonly Interaction[];
}

/** The calls of interactions; those without parameters first, as a simulator takes the first that fits. */
export function groupsOf(interactions: readonly Interaction[]): Group[] {
  const groups = new Map<string, { route: PactRoute; interactions: Interaction[] }>();
  for (const interaction of interactions) {
    const route = routeOf(interaction.request);
    const group = groups.get(route.key);
    if (group) group.interactions.push(interaction);
    else groups.set(route.key, { route, interactions: [interaction] });
  }
  const parameters = ({ route }: Group) => Object.keys(route.parameters).length;
  return [...groups.values()].sort((a, b) => parameters(a) - parameters(b));
}

/** Name → operation, for groups. */
export function operationsOf(groups: readonly Group[], operationOf: (group: Group, name: string) => Json): Json {
  const operations: Record<string, Json> = {};
  for (const group of groups) {
    const told = nameInDescription(group.interactions[0]!.description);
    const { method, path } = group.route;
    const name = freeName(contractName(told ?? nameOf(method, path), 'call'), (one) => Object.hasOwn(operations, one));
    operations[name] = operationOf(group, name);
  }
  return operations;
}

/** What the component asks a dependency for, of the pacts in which it is the consumer. */
export function dependencyOperation(group: Group, name: string, context: ImportContext): Json {
  const { route, interactions } = group;
  const what = `\`${name}\``;
  const well = interactions.filter(({ response }) => response.status >= 200 && response.status < 300);
  for (const { description, response } of interactions.filter((one) => !well.includes(one)))
    context.remarks.say(
      `${what}: the reply ${response.status} ("${description}") is left out: a contract declares what a well dependency replies, and faults are the rest.`,
    );
  return {
    call: `${route.method} ${route.path}`,
    ...part('expects', expectsOf(group, what, context)),
    ...part('returns', returnsOf(well, what, context)),
  };
}

export const part = (name: string, value: Json): Json => (Object.keys(value).length > 0 ? { [name]: value } : {});

function expectsOf({ route, interactions }: Group, what: string, context: ImportContext): Json {
  const requests = interactions.map(({ request }) => request);
  if (route.lost) context.remarks.say(`${what}: the rule of its path has no segments that a contract could name.`);
  const { schema } = bodySchemas(requests, `${what}, request`, { closed: true, context });
  const always = requests.every(({ body }) => body.kind === 'json');
  const headers = requests.flatMap(({ headers: all, headerRules }) =>
    Object.entries(all).map(([name, value]) => [name, headerPattern(name, value, headerRules[name])] as const),
  );
  // Only what all of them send is asked for.
  const common = headers.filter(([name]) => headers.filter(([other]) => other === name).length === requests.length);
  return {
    ...part('path', route.parameters),
    ...part('query', queryOf(requests, context)),
    ...part('headers', mergedPatterns(common)),
    ...(schema && always ? { body: schema } : {}),
  };
}

export function queryOf(requests: readonly Interaction['request'][], { exact, remarks }: ImportContext): Json {
  for (const { query, method, path } of requests)
    for (const [name, values] of Object.entries(query))
      if (values.length > 1)
        remarks.say(`${method} ${path}: \`${name}\` has several values in its query: only the first is kept.`);
  return mergedByName(
    requests.map(({ query, queryRules }) =>
      Object.fromEntries(
        Object.entries(query).map(([name, [value = '']]) => [name, parameterSchema(value, queryRules[name], exact)]),
      ),
    ),
  );
}

/** Of several patterns for one name, any may match. */
export function mergedPatterns(all: readonly (readonly [string, string])[]): Readonly<Record<string, string>> {
  const names = [...new Set(all.map(([name]) => name))];
  return Object.fromEntries(
    names.map((name) => {
      const patterns = [...new Set(all.filter(([other]) => other === name).map(([, pattern]) => pattern))];
      return [name, patterns.length === 1 ? patterns[0]! : patterns.map((one) => `(?:${one})`).join('|')];
    }),
  );
}

function returnsOf(well: readonly Interaction[], what: string, context: ImportContext): Json {
  const [first, ...others] = well.map(({ response }) => response);
  if (!first) return {};
  const different = others.filter(({ status }) => status !== first.status);
  if (different.length > 0)
    context.remarks.say(
      `${what}: it replies ${first.status} and ${different.map(({ status }) => status).join(', ')}; the first is kept.`,
    );
  const same = [first, ...others].filter(({ status }) => status === first.status);
  const { schema, examples } = bodySchemas(same, `${what}, reply`, { closed: false, context });
  const headers = Object.entries(first.headers).filter(([, value]) => !/^application\/json\b/i.test(value));
  return {
    status: first.status,
    ...part('headers', Object.fromEntries(headers.map(([name, value]) => [name, value]))),
    ...(schema ? { body: schema, examples } : {}),
  };
}
