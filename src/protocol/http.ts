import { STATUS_CODES } from 'node:http';
import type { Dependency, DependencyOperation, Schema } from '../contract/contract.ts';
import { violations } from '../contract/json-schema.ts';
import { at, withAt } from '../contract/pointer.ts';
import { pathPattern } from '../contract/route.ts';
import { show } from '../contract/show.ts';
import { type Header, mayHaveBody, type Reply } from '../fault/reply.ts';
import type { Flaw } from '../observation/observation.ts';
import { sampleValue } from '../schema/sample-value.ts';
import { Asked, fromText, spelt } from './asked.ts';
import { documentFaults } from './documents/index.ts';
import type { Protocol, Serve, Served } from './protocol.ts';

/** The operations that the contract declares, with replies from its examples and schemas. */
export const http: Protocol = {
  name: 'http',
  summary: 'JSON over HTTP: the operations that the contract declares',
  operations: 'declared',
  faults: documentFaults,
  open: (dependency) => open(dependency),
  error: (status, { code = `E${status}`, message = STATUS_CODES[status] ?? 'Error', marker, nonce }) =>
    json(status, nonce, { error: { status, code, message: marker ? `${message} (${marker})` : message } }),
};

/** An operation, with all of it made ready that is the same for every call. */
interface Prepared {
  readonly operation: DependencyOperation;
  readonly pattern: RegExp;
  readonly parameters: readonly string[];
  readonly headers: readonly (readonly [name: string, pattern: RegExp])[];
  readonly base: Reply;
  /** The value of the reply before anything is echoed, and its bytes. */
  invented(seed: number): { readonly value: unknown; readonly body: Buffer } | undefined;
}

function open(dependency: Dependency): Serve {
  const prepared = Object.values(dependency.operations).map((operation) => prepare(operation));
  return (request, seed, nonce) => {
    const question = request.target.indexOf('?');
    const path = question < 0 ? request.target : request.target.slice(0, question);
    for (const candidate of prepared) {
      if (candidate.operation.call.method !== request.method) continue;
      const match = candidate.pattern.exec(path);
      if (match) return serve(candidate, new Asked(request, candidate.parameters, match), seed, nonce);
    }
    const status = prepared.some((p) => p.pattern.test(path)) ? 405 : 404;
    return {
      flaws: [{ at: 'call', message: `${request.method} ${path} is not a declared call of \`${dependency.name}\`` }],
      reply: http.error(status, { nonce }),
    };
  };
}

// What frames a reply follows from its bytes; a contract that declared it as well would have it sent twice.
const framing = ['content-length', 'transfer-encoding', 'connection'];

function prepare(operation: DependencyOperation): Prepared {
  const { call, expects, returns } = operation;
  const bodiless = call.method === 'HEAD' || !mayHaveBody(returns.status);
  const schema = bodiless ? undefined : returns.body;
  const declared = Object.entries(returns.headers).filter(([name]) => !framing.includes(name));
  const speaks = !bodiless && (schema !== undefined || returns.examples.length > 0);
  const type: Header[] = speaks && !('content-type' in returns.headers) ? [['content-type', 'application/json']] : [];
  return {
    operation,
    parameters: [...call.path.matchAll(/\{([^}]+)\}/g)].map((m) => m[1]!),
    pattern: pathPattern(call.path),
    headers: Object.entries(expects.headers).map(([name, pattern]) => [name, new RegExp(pattern, 'u')]),
    base: {
      status: returns.status,
      headers: [...type, ...declared],
      body: Buffer.alloc(0),
      documents: schema === undefined ? [] : [{ at: '', schema }],
    },
    invented: bodiless ? () => undefined : inventor(schema, returns.examples),
  };
}

/** Examples, else values of the schema. All calls of a case have one seed: what was last invented is kept. */
function inventor(schema: Schema | undefined, examples: readonly unknown[]): Prepared['invented'] {
  const written = (value: unknown) => ({ value, body: Buffer.from(JSON.stringify(value)) });
  const ready = examples.map(written);
  if (ready.length > 0) return (seed) => ready[Math.abs(seed) % ready.length];
  if (schema === undefined) return () => undefined;
  let last: { seed: number; value: unknown; body: Buffer } | undefined;
  return (seed) => {
    if (last?.seed !== seed) last = { seed, ...written(sampleValue(schema, seed)) };
    return last;
  };
}

function serve(prepared: Prepared, asked: Asked, seed: number, nonce: string): Served {
  const { operation } = prepared;
  const flaws = [...expected(prepared, asked)];
  const effect = operation.effect === 'once' ? { effect: keyed(operation, asked) } : {};
  const [flaw] = flaws;
  const reply = flaw ? http.error(400, { nonce, message: flaw.message }) : healthy(prepared, asked, seed, nonce);
  return { operation: operation.name, flaws, reply, ...effect };
}

function* expected({ operation: { expects }, headers }: Prepared, asked: Asked): Generator<Flaw> {
  for (const [name, pattern] of headers) {
    const value = asked.header(name);
    const at = `header/${name}`;
    if (value === undefined) yield { at, message: `the header ${name} is missing` };
    else if (!pattern.test(value))
      yield { at, message: `the header ${name} is ${show(value)}, which does not match ${pattern.source}` };
  }
  for (const [name, schema] of Object.entries(expects.path))
    yield* broken(`path/${name}`, `path parameter ${name}`, schema, fromText(asked.path(name), schema));
  for (const [name, schema] of Object.entries(expects.query)) {
    const value = asked.query(name);
    if (value !== undefined) yield* broken(`query/${name}`, `query parameter ${name}`, schema, fromText(value, schema));
  }
  if (expects.body === undefined) return;
  const { body, request } = asked;
  if ('value' in body) yield* broken('body', 'the body', expects.body, body.value);
  else yield { at: 'body', message: request.body.length === 0 ? 'the body is missing' : 'the body is not JSON' };
}

function* broken(part: string, what: string, schema: Schema, value: unknown): Generator<Flaw> {
  for (const { at, pointer, message } of violations(schema, value))
    yield { at: `${part}${at}`, message: `${what}${pointer ? ` at ${pointer}` : ''} ${message}` };
}

function healthy({ operation, base, invented }: Prepared, asked: Asked, seed: number, nonce: string): Reply {
  const headers: Header[] = [...base.headers, ['x-request-id', nonce]];
  const made = invented(seed);
  if (!made) return { ...base, headers };
  const echoes = Object.entries(operation.returns.echo);
  if (echoes.length === 0) return { ...base, headers, body: made.body };
  const value = echoes.reduce((v, [target, source]) => {
    const before = at(v, target);
    return withAt(v, target, echoed(source, asked, typeof before) ?? before);
  }, made.value);
  return { ...base, headers, body: Buffer.from(JSON.stringify(value)) };
}

/** What a request says at a source of an echo; a text as a number or a boolean, where such a value stood. */
function echoed(source: string, asked: Asked, wanted: string): unknown {
  if (source.startsWith('body')) return at(asked.body.value, source.slice('body'.length));
  const dot = source.indexOf('.');
  const [part, name] = [source.slice(0, dot), source.slice(dot + 1)];
  const text =
    part === 'path' ? asked.path(name) : part === 'query' ? asked.query(name) : asked.header(name.toLowerCase());
  return text === undefined ? undefined : spelt(text, wanted);
}

function keyed({ idempotencyKey: place }: DependencyOperation, asked: Asked): { key?: string } {
  if (!place) return {};
  const key = place.in === 'header' ? asked.header(place.name) : at(asked.body.value, place.pointer);
  return key === undefined ? {} : { key: String(key) };
}

function json(status: number, nonce: string, value: unknown): Reply {
  return {
    status,
    headers: [
      ['content-type', 'application/json'],
      ['x-request-id', nonce],
    ],
    body: Buffer.from(JSON.stringify(value)),
    documents: [],
  };
}
