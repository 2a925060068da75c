import { isDeepStrictEqual } from 'node:util';
import { step } from '../../contract/pointer.ts';
import { bodySchemas, type ImportContext } from './body-schemas.ts';
import { type Group, mergedPatterns, part, queryOf } from './imported-downstream.ts';
import type { Interaction } from './pact.ts';
import { ruleAt } from './rule-at.ts';
import { faultStateOf } from './states.ts';
import { headerPattern, mergedByName, parameterSchema } from './text-schemas.ts';

type Json = Readonly<Record<string, unknown>>;
const kinds = ['ok', 'degraded', 'rejected', 'unavailable'] as const;
type Kind = (typeof kinds)[number];

/** What callers may ask the component for, of the pacts in which it is the provider. */
export function upstreamOperation(
  { route, interactions }: Group,
  name: string,
  context: ImportContext & { readonly callersOf: (interaction: Interaction) => string },
): Json {
  const what = `\`${name}\``;
  const served = interactions.filter((one) => kindOf(one) !== 'rejected');
  const clean = served.length > 0 ? served : interactions;
  return {
    call: `${route.method} ${route.path}`,
    from: [...new Set(interactions.map(context.callersOf))],
    ...part('accepts', acceptsOf({ route, interactions: clean }, what, context)),
    answers: answersOf(interactions, what, context),
  };
}

/** Which answer an interaction tells of. */
export function kindOf({ states, response: { status } }: Interaction): Kind {
  if (status === 429 || status >= 500) return 'unavailable';
  if (status >= 400) return 'rejected';
  return states.some(({ name }) => faultStateOf(name)) ? 'degraded' : 'ok';
}

// What a client sends of itself is no part of what callers are told to send.
const usual = /^(accept|content-type|content-length|host|user-agent|connection)$/;

function acceptsOf({ route, interactions }: Group, what: string, context: ImportContext): Json {
  const requests = interactions.map(({ request }) => request);
  const { schema } = bodySchemas(requests, `${what}, request`, { closed: false, context });
  const always = requests.every(({ body }) => body.kind === 'json');
  const headers = mergedByName(
    requests.map(({ headers: all, headerRules }) =>
      Object.fromEntries(
        Object.entries(all)
          .filter(([name]) => !usual.test(name))
          .map(([name, value]) => [name, parameterSchema(value, headerRules[name], context.exact)]),
      ),
    ),
  );
  const query = queryOf(requests, context);
  const more = [route.parameters, query, headers].some((one) => Object.keys(one).length > 0);
  const examples = requests.map((request) => exampleOf(request, { route, query, headers, more }));
  const distinct = examples.filter((one, i) => !examples.slice(0, i).some((other) => isDeepStrictEqual(one, other)));
  return {
    ...part('path', route.parameters),
    ...part('query', query),
    ...part('headers', headers),
    ...(schema && always ? { body: schema } : {}),
    ...(more || (schema && always) ? { examples: distinct } : {}),
  };
}

function exampleOf(
  request: Interaction['request'],
  { route, query, headers, more }: { route: Group['route']; query: Json; headers: Json; more: boolean },
): unknown {
  const body = request.body.kind === 'json' ? request.body.value : undefined;
  if (!more) return body;
  const spelt = (schemas: Json, name: string, text: string) =>
    (schemas[name] as Json | undefined)?.type === 'integer'
      ? Number(text)
      : (schemas[name] as Json)?.type === 'boolean'
        ? text === 'true'
        : text;
  const segments = request.path.split('/');
  const names = route.path
    .split('/')
    .flatMap((one, i) => (one.startsWith('{') ? [[one.slice(1, -1), i] as const] : []));
  const ofPath = Object.fromEntries(
    names.map(([name, i]) => [name, spelt(route.parameters, name, decodeURIComponent(segments[i]!))]),
  );
  const ofQuery = Object.fromEntries(
    Object.entries(request.query).map(([name, [value = '']]) => [name, spelt(query, name, value)]),
  );
  const ofHeaders = Object.entries(request.headers).filter(([name]) => Object.hasOwn(headers, name));
  return {
    ...part('path', ofPath),
    ...part('query', ofQuery),
    ...part('headers', Object.fromEntries(ofHeaders.map(([name, value]) => [name, spelt(headers, name, value)]))),
    ...(body === undefined ? {} : { body }),
  };
}

function answersOf(interactions: readonly Interaction[], what: string, context: ImportContext): Json {
  const byKind = new Map(kinds.map((kind) => [kind, interactions.filter((one) => kindOf(one) === kind)]));
  const apart = constantsApart(byKind.get('ok')!, byKind.get('degraded')!);
  if (byKind.get('degraded')!.length > 0 && !apart) {
    byKind.set('ok', [...byKind.get('ok')!, ...byKind.get('degraded')!]);
    byKind.set('degraded', []);
  }
  const answers: Record<string, Json> = {};
  for (const [kind, all] of byKind)
    if (all.length > 0) {
      const where = apart && (kind === 'ok' ? apart[0] : kind === 'degraded' ? apart[1] : undefined);
      answers[kind] = { ...answerOf(all, `${what}, ${kind}`, context), ...(where ? { where } : {}) };
    }
  const guesses = { ok: { status: 200 }, rejected: { status: [400, 422] }, unavailable: { status: 503 } };
  const missing = Object.entries(guesses).filter(([kind]) => !answers[kind]);
  if (missing.length > 0)
    context.remarks.say(
      `${what}: no pact tells of ${missing.map(([kind]) => `\`${kind}\``).join(', ')}: a guess, to be checked.`,
    );
  const all = { ...Object.fromEntries(missing), ...answers };
  return Object.fromEntries(kinds.flatMap((kind) => (all[kind] ? [[kind, all[kind]]] : [])));
}

function answerOf(interactions: readonly Interaction[], what: string, context: ImportContext): Json {
  const responses = interactions.map(({ response }) => response);
  const statuses = [
    ...new Set(responses.flatMap(({ status, statusRule }) => statusesOf(status, statusRule?.matchers[0]?.status))),
  ];
  const { schema } = bodySchemas(responses, what, { closed: false, context });
  const always = responses.every(({ body }) => body.kind === 'json');
  const headers = responses.flatMap(({ headers: all, headerRules }) =>
    Object.entries(all)
      .filter(([name, value]) => !(name === 'content-type' && /json/i.test(value)))
      .map(([name, value]) => [name, headerPattern(name, value, headerRules[name])] as const),
  );
  const common = headers.filter(([name]) => headers.filter(([other]) => other === name).length === responses.length);
  return {
    status: statuses.length === 1 ? statuses[0] : statuses,
    ...part('headers', mergedPatterns(common)),
    ...(schema && always ? { body: schema } : {}),
  };
}

const statusesOf = (status: number, listed: unknown): number[] =>
  Array.isArray(listed) && listed.every((one) => Number.isInteger(one)) ? (listed as number[]) : [status];

/** Constants by which answers without and with a fault are told apart. */
function constantsApart(
  ok: readonly Interaction[],
  degraded: readonly Interaction[],
): readonly [Json, Json] | undefined {
  const [ours, theirs] = [ok, degraded].map((all) => {
    const maps = all.map((one) => constantsIn(one));
    return Object.fromEntries(
      Object.entries(maps[0] ?? {}).filter(([key, value]) => maps.every((map) => map[key] === value)),
    );
  });
  const found = Object.keys(ours!).find((pointer) => pointer in theirs! && ours![pointer] !== theirs![pointer]);
  return found === undefined ? undefined : [{ [found]: ours![found] }, { [found]: theirs![found] }];
}

/** JSON Pointer → the value that has to be just that. */
function constantsIn({ response: { body, bodyRules } }: Interaction): Readonly<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  const look = (value: unknown, path: readonly string[], pointer: string) => {
    if (typeof value === 'object' && value !== null) {
      if (!Array.isArray(value))
        for (const [key, one] of Object.entries(value)) look(one, [...path, key], step(pointer, key));
      return;
    }
    const rule = ruleAt(bodyRules, path)?.rule;
    if (!rule || rule.matchers.some(({ match }) => match === 'equality')) found[pointer] = value;
  };
  if (body.kind === 'json') look(body.value, [], '');
  // A constant that says it plainly, before words that differ by chance.
  return Object.fromEntries(
    Object.entries(found).sort(([, a], [, b]) => Number(typeof b === 'boolean') - Number(typeof a === 'boolean')),
  );
}
