import { dirname, relative, resolve } from 'node:path';
import { type DocumentedOperation, operationsOf } from '../contract/openapi/operations.ts';
import type { Problem } from '../contract/problem.ts';
import { References } from '../contract/refs.ts';
import { answersOf } from './answers.ts';
import type { ProposedOperation, Written } from './proposal.ts';

/** What an OpenAPI document says of the component, as a contract in the file `out` would say it. */
export interface Documented {
  readonly title?: string;
  readonly operations: readonly ProposedOperation[];
  readonly problems: readonly Problem[];
}

/** Reads a document; `out` is the contract's path, `project` the folder that no reference may leave. */
export function documentOperations(file: string, out: string, project: string): Documented {
  const path = resolve(out);
  const spec = relative(dirname(path), resolve(file));
  const place = { line: 1, column: 1 };
  const refs = new References(
    { file: out, text: '', value: { spec }, place: () => place, places: () => ({}) },
    path,
    project,
  );
  const document = refs.document('/spec');
  if (!document) return { operations: [], problems: refs.problems };
  const { info } = document.source.value as { readonly info?: { readonly title?: unknown } };
  const near = (value: unknown) => relativeTo(dirname(path), value);
  const operations = operationsOf(document, refs).map((one) => near(proposed(one)) as ProposedOperation);
  return {
    ...(typeof info?.title === 'string' ? { title: info.title } : {}),
    operations,
    problems: refs.problems,
  };
}

/** References by the absolute path of a file, as ones from a folder. */
function relativeTo(folder: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => relativeTo(folder, item));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => {
    if (key !== '$ref' || typeof inner !== 'string') return [key, relativeTo(folder, inner)];
    const hash = inner.indexOf('#');
    return [key, encodeURI(relative(folder, decodeURIComponent(inner.slice(0, hash)))) + inner.slice(hash)];
  });
  return Object.fromEntries(entries);
}

function proposed(one: DocumentedOperation): ProposedOperation {
  const many = one.pathParameters.length + one.query.length + one.headers.length > 0;
  const parts = {
    path: schemas(one.pathParameters),
    query: schemas(one.query.filter(({ required }) => required)),
    headers: schemas(one.headers.filter(({ required }) => required)),
  };
  const left = [...one.query, ...one.headers].filter(({ required }) => !required).map(({ name }) => name);
  const examples = one.body?.schema && !many ? one.body.examples : [];
  const accepts = {
    ...(one.body?.schema ? { body: one.body.schema } : {}),
    ...Object.fromEntries(Object.entries(parts).filter(([, part]) => Object.keys(part).length > 0)),
    ...(examples.length > 0 ? { examples } : {}),
  };
  const { answers, notes } = answersOf(one.replies);
  const optional = `Left out, as they are optional: ${left.join(', ')}.`;
  return {
    name: one.name,
    call: `${one.method} ${one.path}`,
    ...(Object.keys(accepts).length > 0 ? { accepts } : {}),
    answers,
    notes: {
      ...notes,
      ...(left.length > 0 && Object.keys(accepts).length > 0 ? { '/accepts': optional } : {}),
      ...(one.body && !one.body.schema
        ? { '/call': `Its body is ${one.body.types.join(' or ')}: only JSON is sent.` }
        : {}),
    },
  };
}

const schemas = (all: DocumentedOperation['query']): Written =>
  Object.fromEntries(all.map(({ name, schema }) => [name, schema]));
