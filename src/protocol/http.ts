import { STATUS_CODES } from 'node:http';
import type { Dependency, DependencyOperation, Schema } from '../contract/contract.ts';
import { violations } from '../contract/json-schema.ts';
import { at, withAt } from '../contract/pointer.ts';
import { show } from '../contract/show.ts';
import type { Header, Reply } from '../fault/reply.ts';
import type { Flaw } from '../observation/observation.ts';
import { sampleValue } from '../schema/arbitrary.ts';
import type { Protocol, Received, Serve } from './protocol.ts';

/** The operations that the contract declares, with replies from its examples and schemas. */
export const http: Protocol = {
  name: 'http',
  summary: 'JSON over HTTP: the operations that the contract declares',
  operations: 'declared',
  faults: [],
  open: (dependency) => open(dependency),
  error: (status, { code = `E${status}`, message = STATUS_CODES[status] ?? 'Error', marker, nonce }) =>
    json(status, nonce, { error: { status, code, message: marker ? `${message} (${marker})` : message } }),
};

interface Prepared {
  readonly operation: DependencyOperation;
  readonly pattern: RegExp;
  readonly parameters: readonly string[];
  readonly base: Reply;
}

function open(dependency: Dependency): Serve {
  const prepared = Object.values(dependency.operations).map((operation) => prepare(operation));
  return (request, seed, nonce) => {
    const question = request.target.indexOf('?');
    const path = question < 0 ? request.target : request.target.slice(0, question);
    for (const candidate of prepared) {
      if (candidate.operation.call.method !== request.method) continue;
      const match = candidate.pattern.exec(path);
      if (match)
        return serve(candidate, match, request, question < 0 ? '' : request.target.slice(question + 1), seed, nonce);
    }
    const status = prepared.some((p) => p.pattern.test(path)) ? 405 : 404;
    return {
      flaws: [{ at: 'call', message: `${request.method} ${path} is not a declared call of \`${dependency.name}\`` }],
      reply: http.error(status, { nonce }),
    };
  };
}

function prepare(operation: DependencyOperation): Prepared {
  const parameters = [...operation.call.path.matchAll(/\{([^}]+)\}/g)].map((m) => m[1]!);
  const pattern = operation.call.path.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&').replaceAll(/\{[^}]+\}/g, '([^/]+)');
  const { status, headers, body } = operation.returns;
  const documents = body === undefined ? [] : [{ at: '', schema: body }];
  const type: Header[] = body === undefined || 'content-type' in headers ? [] : [['content-type', 'application/json']];
  return {
    operation,
    parameters,
    pattern: new RegExp(`^${pattern}/?$`),
    base: { status, headers: [...type, ...Object.entries(headers)], body: Buffer.alloc(0), documents },
  };
}

function serve(
  p: Prepared,
  match: RegExpExecArray,
  request: Received,
  query: string,
  seed: number,
  nonce: string,
): ReturnType<Serve> {
  const { operation } = p;
  const path = Object.fromEntries(p.parameters.map((name, i) => [name, decoded(match[i + 1]!)]));
  const seen = { path, query: new URLSearchParams(query), request };
  const flaws = [...expected(operation, seen)];
  const effect = operation.effect === 'once' ? { effect: keyed(operation, request) } : {};
  const [flaw] = flaws;
  if (flaw)
    return { operation: operation.name, flaws, reply: http.error(400, { nonce, message: flaw.message }), ...effect };
  return { operation: operation.name, flaws, reply: healthy(p, seen, seed, nonce), ...effect };
}

interface Seen {
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly request: Received;
}

const headerValue = (request: Received, name: string) => request.headers.find(([n]) => n.toLowerCase() === name)?.[1];

function* expected({ expects }: DependencyOperation, { path, query, request }: Seen): Generator<Flaw> {
  for (const [name, pattern] of Object.entries(expects.headers)) {
    const value = headerValue(request, name);
    const at = `header/${name}`;
    if (value === undefined) yield { at, message: `the header ${name} is missing` };
    else if (!new RegExp(pattern, 'u').test(value))
      yield { at, message: `the header ${name} is ${show(value)}, which does not match ${pattern}` };
  }
  for (const [name, schema] of Object.entries(expects.path))
    yield* broken(`path/${name}`, `path parameter ${name}`, schema, fromText(path[name], schema));
  for (const [name, schema] of Object.entries(expects.query)) {
    if (query.has(name))
      yield* broken(`query/${name}`, `query parameter ${name}`, schema, fromText(query.get(name)!, schema));
  }
  if (expects.body === undefined) return;
  const body = parse(request.body);
  if (body) yield* broken('body', 'the body', expects.body, body.value);
  else yield { at: 'body', message: request.body.length === 0 ? 'the body is missing' : 'the body is not JSON' };
}

function* broken(part: string, what: string, schema: Schema, value: unknown): Generator<Flaw> {
  for (const { at, pointer, message } of violations(schema, value))
    yield { at: `${part}${at}`, message: `${what}${pointer ? ` at ${pointer}` : ''} ${message}` };
}

/** A parameter arrives as text; where its schema wants a number or a boolean, it is read as one. */
function fromText(text: string | undefined, schema: Schema): unknown {
  const type = typeof schema === 'boolean' ? undefined : schema.type;
  if ((type === 'number' || type === 'integer') && text !== undefined && text.trim() !== '') return Number(text);
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function parse(body: Buffer): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(body.toString()) };
  } catch {
    return undefined;
  }
}

function healthy({ operation, base }: Prepared, seen: Seen, seed: number, nonce: string): Reply {
  const headers: Header[] = [...base.headers, ['x-request-id', nonce]];
  const { body: schema, examples, echo } = operation.returns;
  if (schema === undefined && examples.length === 0) return { ...base, headers };
  const chosen = examples.length > 0 ? examples[Math.abs(seed) % examples.length] : sampleValue(schema!, seed);
  const value = Object.entries(echo).reduce(
    (v, [target, source]) => withAt(v, target, echoed(source, seen) ?? at(v, target)),
    chosen,
  );
  return { ...base, headers, body: Buffer.from(JSON.stringify(value)) };
}

function echoed(source: string, { path, query, request }: Seen): unknown {
  if (source.startsWith('body')) return at(parse(request.body)?.value, source.slice('body'.length));
  const [part, name] = [source.slice(0, source.indexOf('.')), source.slice(source.indexOf('.') + 1)];
  if (part === 'path') return path[name];
  return part === 'query' ? (query.get(name) ?? undefined) : headerValue(request, name.toLowerCase());
}

function keyed({ idempotencyKey: place }: DependencyOperation, request: Received): { key?: string } {
  if (!place) return {};
  const key = place.in === 'header' ? headerValue(request, place.name) : at(parse(request.body)?.value, place.pointer);
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
