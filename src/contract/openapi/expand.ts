import { isValid, schemaViolations } from '../json-schema.ts';
import { suggest } from '../nearest.ts';
import { at, step, withAt } from '../pointer.ts';
import type { References, Spot } from '../refs.ts';
import type { Shape } from '../shape.ts';
import { type Content, type DocumentedOperation, operationsOf, type Parameter } from './operations.ts';

type Json = Readonly<Record<string, unknown>>;
const isObject = (v: unknown): v is Json => typeof v === 'object' && v !== null && !Array.isArray(v);

/**
 * Dependencies whose operations stand in an OpenAPI document become ones of HTTP with these operations. Where the contract
 * declares operations itself, these are the ones that are used, and what they say counts more than the document.
 */
export function withDocuments(shape: Shape, refs: References): Shape {
  let { written } = shape;
  const { rest } = shape;
  for (const [name, dependency] of Object.entries((at(rest.value, '/downstream') ?? {}) as Json)) {
    if (!isObject(dependency) || dependency.protocol !== 'openapi' || dependency.spec === undefined) continue;
    const pointer = step('/downstream', name);
    const document = refs.document(`${pointer}/spec`);
    if (!document) continue;
    const operations = chosen(dependency, pointer, document, refs);
    const whole = { ...dependency, protocol: 'http', operations };
    rest.value = withAt(rest.value, pointer, whole);
    written = withAt(written, pointer, { ...(at(written, pointer) as Json), operations }) as Json;
    refs.become(rest);
    dropUnsound(rest, `${pointer}/operations`, refs);
  }
  return { ...shape, written };
}

function chosen(dependency: Json, pointer: string, document: Spot, refs: References): Json {
  const documented = operationsOf(document, refs);
  if (!isObject(dependency.operations)) return Object.fromEntries(documented.map((one) => [one.name, form(one, refs)]));
  return Object.fromEntries(
    Object.entries(dependency.operations).map(([name, own]) => {
      const call = String((own as Json).call);
      const meant = documented.find(({ method, path, barePath }) =>
        [path, barePath].some((p) => sameCall(`${method} ${p}`, call)),
      );
      if (!meant) refs.complain(`${step(`${pointer}/operations`, name)}/call`, unknownCall(call, documented, document));
      return [name, meant ? joined(form(calledAs(meant, call), refs), own) : own];
    }),
  );
}

/** The names of parameters make no difference. */
const sameCall = (one: string, other: string): boolean => nameless(one) === nameless(other);
const nameless = (call: string): string => call.replaceAll(/\{[^}]*\}/g, '{}').replace(/\/$/, '');

/** With the path and the names of parameters as the contract writes them. */
function calledAs(one: DocumentedOperation, call: string): DocumentedOperation {
  const path = call.slice(call.indexOf(' ') + 1);
  const [theirs, ours] = [one.path, path].map((text) => [...text.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name!));
  const renamed = ({ name, ...parameter }: Parameter) => ({ ...parameter, name: ours![theirs!.indexOf(name)] ?? name });
  return { ...one, path, pathParameters: one.pathParameters.map(renamed) };
}

function unknownCall(call: string, documented: readonly DocumentedOperation[], document: Spot) {
  const all = documented.map(({ method, path }) => `${method} ${path}`);
  return { message: `${document.source.file} has no ${call}.`, remedy: suggest(call, all, 'It has') };
}

/** What the contract says is said; the rest is the document's. */
function joined(documented: unknown, own: unknown): unknown {
  if (!isObject(documented) || !isObject(own) || '$ref' in documented || '$ref' in own) return own;
  const keys = new Set([...Object.keys(documented), ...Object.keys(own)]);
  return Object.fromEntries(
    [...keys].map((key) => [key, Object.hasOwn(own, key) ? joined(documented[key], own[key]) : documented[key]]),
  );
}

function form(one: DocumentedOperation, refs: References): Json {
  const [status, reply] = success(one);
  const unread = one.body && !one.body.schema && one.body.types.length > 0 ? one.body.types : [];
  if (unread.length > 0)
    refs.warn(
      one.spot,
      `The body of ${one.method} ${one.path} is ${unread.join(' or ')}, and is not checked.`,
      'Only JSON is.',
    );
  const headers = one.headers.filter(({ required }) => required).map(({ name }) => [name, '.+']);
  const expects = {
    ...some('path', schemas(one.pathParameters.filter(({ name }) => one.path.includes(`{${name}}`)))),
    ...some('query', schemas(one.query)),
    ...some('headers', Object.fromEntries(headers)),
    ...(one.body?.schema ? { body: one.body.schema } : {}),
  };
  return {
    call: `${one.method} ${one.path}`,
    ...some('expects', expects),
    returns: { status, ...(reply?.schema ? { body: reply.schema } : {}), ...some('examples', reply?.examples ?? []) },
  };
}

const schemas = (all: readonly Parameter[]): Json => Object.fromEntries(all.map(({ name, schema }) => [name, schema]));
const some = (key: string, value: object): Json => (Object.keys(value).length > 0 ? { [key]: value } : {});

/** The reply of a service that is well: with the first status of success, or whatever else is declared for it. */
function success({ replies }: DocumentedOperation): [status: number, reply: Content | undefined] {
  const exact = Object.keys(replies)
    .filter((status) => /^2\d\d$/.test(status))
    .sort()[0];
  if (exact !== undefined) return [Number(exact), replies[exact]];
  const [, other] = Object.entries(replies).find(([status]) => /^2xx$/i.test(status)) ?? [];
  return [200, other ?? replies.default];
}

/** Documents hold examples that their own schemas forbid: such are left out, and so is said. */
function dropUnsound(rest: Shape['rest'], pointer: string, refs: References): void {
  for (const name of Object.keys(at(rest.value, pointer) as Json)) {
    const returns = `${step(pointer, name)}/returns`;
    const examples = at(rest.value, `${returns}/examples`);
    const has = Array.isArray(examples) && at(rest.value, `${returns}/body`) !== undefined;
    if (!has) continue;
    const schema = refs.schema(`${returns}/body`);
    if (schemaViolations(schema).length > 0) continue;
    const unsound = examples.map((_, i) => i).filter((i) => !isValid(schema, refs.value(`${returns}/examples/${i}`)));
    for (const i of unsound.reverse()) {
      const spot = refs.spotOf(`${returns}/examples/${i}`);
      // What the contract itself says is not overlooked.
      if (!spot || spot.source.file === rest.file) continue;
      refs.warn(spot, 'This example does not satisfy its own schema, and is not used.', 'Correct one of them.');
      rest.value = withAt(rest.value, `${returns}/examples/${i}`, undefined);
      refs.become(rest);
    }
  }
}
