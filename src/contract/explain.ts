import type { Answer, Contract, Dependency, DependencyOperation, Launch, Operation, Route } from './contract.ts';
import { duration } from './units.ts';

type Json = Record<string, unknown>;

/** The contract as a file could have been written that leaves nothing to a default. */
export function explained({ component, upstream, downstream, waivers }: Contract): Json {
  const { launch, ...about } = component;
  return {
    shakedown: 1,
    component: { ...about, launch: launched(launch) },
    upstream: mapped(upstream, operation),
    ...filled('downstream', mapped(downstream, dependency)),
    ...filled('waivers', waivers),
  };
}

const mapped = <T>(values: Readonly<Record<string, T>>, show: (value: T) => Json) =>
  Object.fromEntries(Object.entries(values).map(([k, v]) => [k, show(v)]));
const call = ({ method, path }: Route) => `${method} ${path}`;
/** A key only where it has something to say. */
const filled = (key: string, value: unknown): Json =>
  value === undefined || (typeof value === 'object' && value !== null && Object.keys(value).length === 0)
    ? {}
    : { [key]: value };
const durations = (values: object | undefined) =>
  values && Object.fromEntries(Object.entries(values).map(([k, v]) => [k, duration(v as number)]));

function launched(launch: Launch): Json {
  const { kind, env, ready, within } = launch;
  const what =
    kind === 'command'
      ? { command: launch.command }
      : kind === 'module'
        ? { module: `${launch.module}#${launch.exportName}` }
        : { url: launch.url };
  return { ...what, ...filled('env', env), ready: call(ready), within: duration(within) };
}

function operation({ call: route, from, accepts, answers, budget, uses }: Operation): Json {
  const bare =
    Object.keys(accepts.path).length + Object.keys(accepts.query).length + Object.keys(accepts.headers).length === 0;
  const accepted = {
    ...filled('body', accepts.body),
    ...filled('path', accepts.path),
    ...filled('query', accepts.query),
    ...filled('headers', accepts.headers),
    ...filled('examples', bare ? accepts.examples.map((e) => e.body) : accepts.examples),
    ...filled('tolerates', accepts.tolerates),
  };
  return {
    call: call(route),
    ...filled('from', from),
    ...filled('accepts', accepted),
    answers: mapped(answers, answer),
    budget: {
      ...filled('latency', durations(budget.latency)),
      deadline: duration(budget.deadline),
      ...filled('calls', budget.calls),
      ...(budget.tokens === undefined ? {} : { tokens: budget.tokens }),
    },
    ...filled('uses', uses),
  };
}

function answer({ status, headers, body, where, like }: Answer): Json {
  return {
    status: status.length === 1 ? status[0] : status,
    ...filled('headers', headers),
    ...filled('body', body),
    ...filled('where', where),
    like,
  };
}

function dependency({
  protocol,
  port,
  latency,
  onFailure,
  recoversWithin,
  operations,
  replies,
  treats,
}: Dependency): Json {
  return {
    protocol,
    ...filled('port', port),
    ...filled('latency', durations(latency)),
    'on-failure': onFailure,
    'recovers-within': duration(recoversWithin),
    ...filled('operations', mapped(operations, dependencyOperation)),
    ...filled('replies', replies),
    ...filled('treats', treats),
  };
}

function dependencyOperation({
  call: route,
  expects,
  returns,
  effect,
  idempotencyKey: key,
}: DependencyOperation): Json {
  const expected = {
    ...filled('path', expects.path),
    ...filled('query', expects.query),
    ...filled('headers', expects.headers),
    ...filled('body', expects.body),
  };
  const returned = {
    status: returns.status,
    ...filled('headers', returns.headers),
    ...filled('body', returns.body),
    ...filled('examples', returns.examples),
    ...filled('echo', returns.echo),
  };
  return {
    call: call(route),
    ...filled('expects', expected),
    returns: returned,
    effect,
    ...(key ? { 'idempotency-key': key.in === 'header' ? `header ${key.name}` : `body ${key.pointer}` } : {}),
  };
}
