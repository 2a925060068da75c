import { STATUS_CODES } from 'node:http';
import type { Accepts, Answer, Contract, Operation, Schema } from '../../contract/contract.ts';
import { steps } from '../../contract/pointer.ts';
import type { Exported, Exporter } from '../exporter.ts';
import { Components } from './components.ts';

type Json = Record<string, unknown>;

/** What callers may send and were promised, as an OpenAPI 3.1 document. */
export const openapi: Exporter = {
  name: 'openapi',
  summary: 'what callers may send and were promised, as an OpenAPI 3.1 document',
  export: (contract) => documentOf(contract),
};

function documentOf({ component, upstream }: Contract): Exported {
  const components = new Components();
  const paths: Record<string, Json> = {};
  const lost = component.launch.mcp ? ['A tool server has no paths: its operations are left out.'] : [];
  for (const operation of component.launch.mcp ? [] : Object.values(upstream)) {
    const { method, path } = operation.call;
    paths[path] = { ...paths[path], [method.toLowerCase()]: pathItem(operation, components) };
    lost.push(...lostOf(operation));
  }
  const value = {
    openapi: '3.1.0',
    info: {
      title: component.name,
      version: '1.0.0',
      ...(component.summary ? { description: component.summary } : {}),
      ...(component.owner ? { contact: { name: component.owner } } : {}),
    },
    paths,
    ...(Object.keys(components.schemas).length > 0 ? { components: { schemas: components.schemas } } : {}),
  };
  return { value, lost };
}

function lostOf({ name, accepts, budget, repeats, delivers, answers }: Operation): string[] {
  const said = [
    ...(accepts.tolerates.length > 0 ? [`what it tolerates (${accepts.tolerates.join(', ')})`] : []),
    ...(budget.latency || budget.tokens !== undefined ? ['its budget'] : []),
    ...(repeats ? ['`repeats`'] : []),
    ...(delivers ? ['`delivers`'] : []),
    ...(Object.values(answers).some(({ stream }) => stream) ? ['the order of the events of its streams'] : []),
  ];
  return said.length > 0 ? [`OpenAPI has no words for ${said.join(', ')} of \`${name}\`.`] : [];
}

function pathItem({ name, accepts, answers, from }: Operation, components: Components): Json {
  const parameters = parametersOf(accepts, components);
  return {
    operationId: name,
    ...(from.length > 0 ? { description: `Relied on by ${from.join(', ')}.` } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(accepts.body === undefined ? {} : { requestBody: requestBody(accepts, components) }),
    responses: responsesOf(Object.values(answers), components),
  };
}

function parametersOf({ path, query, headers }: Accepts, components: Components): Json[] {
  const of = (where: string, schemas: Readonly<Record<string, Schema>>) =>
    Object.entries(schemas).map(([name, schema]) => ({
      name,
      in: where,
      required: true,
      schema: components.add(schema),
    }));
  return [...of('path', path), ...of('query', query), ...of('header', headers)];
}

function requestBody({ body, examples }: Accepts, components: Components): Json {
  const bodies = examples.flatMap((one) => (one.body === undefined ? [] : [one.body]));
  const shown = Object.fromEntries(bodies.map((value, i) => [`example-${i + 1}`, { value }]));
  return {
    required: true,
    content: {
      'application/json': { schema: components.add(body!), ...(bodies.length > 0 ? { examples: shown } : {}) },
    },
  };
}

/** Answers that share a status are alternatives of one response. */
function responsesOf(answers: readonly Answer[], components: Components): Json {
  const statuses = [...new Set(answers.flatMap(({ status }) => status))].filter((s) => typeof s === 'number');
  return Object.fromEntries(
    statuses.map((status) => {
      const all = answers.filter((one) => one.status.includes(status));
      return [String(status), response(status, all, components)];
    }),
  );
}

function response(status: number, all: readonly Answer[], components: Components): Json {
  const meanings = all.map(({ name, like }) => (name === like ? name : `${name} (${like})`)).join(', or ');
  const streams = all.filter(({ stream }) => stream);
  const bodies = all.filter(({ stream }) => !stream).flatMap((one) => bodyOf(one, components));
  const content = {
    ...(bodies.length > 0
      ? { 'application/json': { schema: bodies.length === 1 ? bodies[0] : { anyOf: bodies } } }
      : {}),
    ...Object.fromEntries(
      streams.map(({ stream }) => [stream!.format === 'sse' ? 'text/event-stream' : 'application/x-ndjson', {}]),
    ),
  };
  const names = [...new Set(all.flatMap(({ headers }) => Object.keys(headers)))].filter((h) => h !== 'content-type');
  const headers = names.map((name) => {
    const patterns = all.flatMap((one) => (one.headers[name] === undefined ? [] : [one.headers[name]]));
    return [
      name,
      {
        required: patterns.length === all.length,
        schema: { type: 'string', ...(patterns.length === 1 ? { pattern: patterns[0] } : {}) },
      },
    ];
  });
  return {
    description: `${STATUS_CODES[status] ?? 'Response'}: ${meanings}`,
    ...(headers.length > 0 ? { headers: Object.fromEntries(headers) } : {}),
    ...(Object.keys(content).length > 0 ? { content } : {}),
  };
}

/** Its schema, with the constants that tell it apart. */
function bodyOf({ body, where }: Answer, components: Components): Schema[] {
  const told = Object.entries(where).map(([pointer, value]) => constant(steps(pointer), value));
  const parts = [...(body === undefined ? [] : [components.add(body)]), ...told];
  return parts.length === 0 ? [] : [parts.length === 1 ? parts[0]! : { allOf: parts }];
}

const constant = ([key, ...rest]: readonly string[], value: unknown): Schema =>
  key === undefined
    ? { const: value }
    : { type: 'object', required: [key], properties: { [key]: constant(rest, value) } };
