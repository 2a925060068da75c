import { Document, isMap, isScalar } from 'yaml';
import type {
  Answer,
  AnswerEvent,
  Collection,
  Contract,
  Dependency,
  DependencyOperation,
  KeyPlace,
  Launch,
  Operation,
  Route,
  Schema,
  Tool,
} from './contract.ts';
import { subschemas } from './keywords.ts';
import { neededBy, sumOf } from './needed.ts';
import { step } from './pointer.ts';
import { duration } from './units.ts';

type Json = Record<string, unknown>;

/**
 * The contract as a YAML file that leaves nothing to a default and needs no other file. Read again, it is the same contract.
 * A comment at each deadline tells what the latency of the dependencies comes to.
 */
export function explain(contract: Contract): string {
  const { component, upstream, downstream, waivers } = contract;
  const { launch, ...about } = component;
  const whole = {
    shakedown: 1,
    component: { ...about, launch: launched(launch) },
    upstream: mapped('/upstream', upstream, operation),
    ...filled('downstream', mapped('/downstream', downstream, dependency)),
    ...filled(
      'waivers',
      waivers.map(({ expired: _, ...written }) => written),
    ),
  };
  const document = new Document(whole, { aliasDuplicateObjects: false });
  for (const one of Object.values(upstream)) {
    const budget = document.getIn(['upstream', one.name, 'budget']);
    const key = isMap(budget)
      ? budget.items.find((pair) => isScalar(pair.key) && pair.key.value === 'deadline')?.key
      : undefined;
    const told = arithmetic(one, contract);
    if (isScalar(key) && told) key.commentBefore = ` ${told}`;
  }
  return document.toString({ lineWidth: 0 });
}

/** What the dependencies of a request may take, with the sums spelled out. */
function arithmetic(of: Operation, contract: Contract): string | undefined {
  const needed = neededBy(of, contract);
  const [best, once, all] = [
    sumOf(needed, 'p50', 'once'),
    sumOf(needed, 'p99', 'once'),
    sumOf(needed, 'p99', 'as often as allowed'),
  ];
  if (once.ms === 0) return undefined;
  const usual = best.ms > 0 ? `${best.text} as a rule (p50s); ` : '';
  return `one after the other, its dependencies take ${usual}${once.text} at the slow end (p99s); ${all.text} with every call that is allowed`;
}

/** `show` is told the pointer at which its value will stand. */
const mapped = <T, R>(at: string, values: Readonly<Record<string, T>>, show: (value: T, pointer: string) => R) =>
  Object.fromEntries(Object.entries(values).map(([k, v]) => [k, show(v, step(at, k))]));
const call = ({ method, path }: Route) => `${method} ${path}`;
const optional = (key: string, value: unknown): Json => (value === undefined ? {} : { [key]: value });
const optionalDuration = (key: string, ms: number | undefined): Json =>
  ms === undefined ? {} : { [key]: duration(ms) };
/** A map or list that is empty where nothing is written. */
const filled = (key: string, value: object): Json => (Object.keys(value).length === 0 ? {} : { [key]: value });

/** A schema's references lead into its own definitions; in the file they count from its root. */
function written(schema: Schema | undefined, pointer: string): Schema | undefined {
  const root = pointer.split('/').map(encodeURIComponent).join('/');
  const copy = structuredClone(schema);
  for (const { schema: part } of subschemas(copy)) {
    if (typeof part.$ref === 'string') (part as Json).$ref = `#${root}${part.$ref.slice(1)}`;
  }
  return copy;
}
const durations = (values: object | undefined) =>
  values && Object.fromEntries(Object.entries(values).map(([k, v]) => [k, duration(v as number)]));

function launched(launch: Launch): Json {
  const { kind, env, ready, within, mcp } = launch;
  const what =
    kind === 'command'
      ? { command: launch.command }
      : kind === 'module'
        ? { module: `${launch.module}#${launch.exportName}` }
        : { url: launch.url };
  const spoken = mcp ? { protocol: 'mcp', ...optional('path', mcp.path) } : { ready: call(ready) };
  return { ...what, ...filled('env', env), ...spoken, within: duration(within) };
}

function operation(
  { call: route, from, accepts, answers, budget, repeats, delivers = [], uses }: Operation,
  at: string,
): Json {
  const bare =
    Object.keys(accepts.path).length + Object.keys(accepts.query).length + Object.keys(accepts.headers).length === 0;
  const accepted = {
    ...optional('body', written(accepts.body, `${at}/accepts/body`)),
    ...filled('path', mapped(`${at}/accepts/path`, accepts.path, written)),
    ...filled('query', mapped(`${at}/accepts/query`, accepts.query, written)),
    ...filled('headers', mapped(`${at}/accepts/headers`, accepts.headers, written)),
    ...filled('examples', bare ? accepts.examples.map((e) => e.body) : accepts.examples),
    ...filled('tolerates', accepts.tolerates),
  };
  return {
    call: call(route),
    ...filled('from', from),
    ...filled('accepts', accepted),
    answers: mapped(`${at}/answers`, answers, answer),
    budget: {
      ...optional('latency', durations(budget.latency)),
      ...(budget.latency ? { rate: `${budget.rate}/s` } : {}),
      deadline: duration(budget.deadline),
      ...filled('calls', budget.calls),
      ...optional('tokens', budget.tokens),
      ...optionalDuration('first-event', budget.firstEvent),
      ...optionalDuration('gap', budget.gap),
      ...optionalDuration('cancels', budget.cancels),
    },
    ...optional('repeats', repeats),
    ...filled(
      'delivers',
      delivers.map(({ dependency, operation, within, key }) => ({
        effect: `${dependency}.${operation}`,
        within: duration(within),
        key,
      })),
    ),
    ...optional('uses', uses),
  };
}

function answer({ status, headers, body, where, like, stream }: Answer, at: string): Json {
  return {
    ...(status.length === 0 ? {} : { status: status.length === 1 ? status[0] : status }),
    ...filled('headers', headers),
    ...optional('body', written(body, `${at}/body`)),
    ...filled('where', where),
    ...(stream ? { stream: stream.format, ...filled('events', mapped(`${at}/events`, stream.events, event)) } : {}),
    like,
  };
}

function event({ event: name, where, data, ends }: AnswerEvent, at: string): Json {
  return {
    ...optional('event', name),
    ...(name === undefined || Object.keys(where).length > 0 ? { where } : {}),
    ...optional('data', written(data, `${at}/data`)),
    ...optional('ends', ends),
  };
}

function dependency(
  {
    protocol,
    port,
    tls,
    origin,
    target,
    latency,
    onFailure,
    recoversWithin,
    operations,
    replies,
    tools,
    stream,
    sessions,
    collections,
    treats,
  }: Dependency,
  at: string,
): Json {
  return {
    protocol,
    ...optional('port', port),
    ...optional('tls', tls),
    ...optional('origin', origin),
    ...optional('target', target),
    ...optional('latency', durations(latency)),
    'on-failure': onFailure,
    'recovers-within': duration(recoversWithin),
    // Those of tools follow from them.
    ...(tools ? {} : filled('operations', mapped(`${at}/operations`, operations, dependencyOperation))),
    ...filled('replies', replies),
    ...(tools ? { tools: mapped(`${at}/tools`, tools, tool) } : {}),
    ...optional('stream', stream),
    ...optional('sessions', sessions),
    ...filled('collections', mapped(`${at}/collections`, collections, collection)),
    ...filled('treats', treats),
  };
}

function collection({ dimension, payload, examples }: Collection, at: string): Json {
  return {
    ...optional('dimension', dimension),
    ...optional('payload', written(payload, `${at}/payload`)),
    ...filled('examples', examples),
  };
}

function dependencyOperation(
  { call: route, expects, returns, effect, idempotencyKey: key }: DependencyOperation,
  at: string,
): Json {
  const expected = {
    ...filled('path', mapped(`${at}/expects/path`, expects.path, written)),
    ...filled('query', mapped(`${at}/expects/query`, expects.query, written)),
    ...filled('headers', expects.headers),
    ...optional('body', written(expects.body, `${at}/expects/body`)),
  };
  const returned = {
    status: returns.status,
    ...filled('headers', returns.headers),
    ...optional('body', written(returns.body, `${at}/returns/body`)),
    ...filled('examples', returns.examples),
    ...filled('echo', returns.echo),
  };
  return {
    call: call(route),
    ...filled('expects', expected),
    returns: returned,
    effect,
    ...keyed(key),
  };
}

function tool({ description, input, output, text, examples, effect, idempotencyKey: key }: Tool, at: string): Json {
  return {
    ...optional('description', description),
    input: written(input, `${at}/input`),
    ...optional('output', written(output, `${at}/output`)),
    ...optional('text', written(text, `${at}/text`)),
    ...filled('examples', examples),
    effect,
    ...keyed(key),
  };
}

const keyed = (key: KeyPlace | undefined): Json =>
  key ? { 'idempotency-key': key.in === 'header' ? `header ${key.name}` : `body ${key.pointer}` } : {};
