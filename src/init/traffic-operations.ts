import { type Exchange, readHarExchanges } from '../learn/har.ts';
import type { SeenRequest } from '../learn/request.ts';
import { TrafficError } from '../learn/traffic-error.ts';
import { inferredSchema } from '../schema/inferred-schema.ts';
import { answersOf } from './answers.ts';
import type { ProposedOperation, Written } from './proposal.ts';

const mostOperations = 20;
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** The operations that recorded traffic shows. Throws `TrafficError` where there are none. */
export async function trafficOperations(file: string): Promise<ProposedOperation[]> {
  const byOrigin = new Map<string, Exchange[]>();
  for await (const exchange of readHarExchanges(file))
    if (isCall(exchange)) byOrigin.set(exchange.origin, [...(byOrigin.get(exchange.origin) ?? []), exchange]);
  // A page speaks to more than its own component: to the one that is meant it speaks most.
  const [most] = [...byOrigin.values()].sort((a, b) => b.length - a.length);
  if (!most)
    throw new TrafficError(
      `${file} has no requests of a JSON API. Record some of those that callers send to the component.`,
    );
  const groups = new Map<string, Exchange[]>();
  for (const one of most) {
    const call = `${one.request.method} ${templateOf(pathOf(one.request))}`;
    groups.set(call, [...(groups.get(call) ?? []), one]);
  }
  return [...groups].slice(0, mostOperations).map(([call, all]) => proposed(call, all));
}

const pathOf = ({ target }: SeenRequest): string => target.replace(/\?.*$/s, '');

/** Pages, scripts and images are left out, and what a browser asks before it dares to call. */
function isCall({ request, reply }: Exchange): boolean {
  if (!methods.includes(request.method)) return false;
  return json(request.body?.toString()) !== undefined || /json/i.test(reply?.type ?? '');
}

/** `/items/42` → `/items/{id}`: numbers, UUIDs and other long identifiers differ from call to call. */
function templateOf(path: string): string {
  let n = 0;
  return path.replaceAll(
    /\/(\d+|[0-9a-f]{8}-[0-9a-f-]{27,}|(?=[\w-]*\d)[\w-]{16,})(?=\/|$)/gi,
    () => `/{id${++n > 1 ? n : ''}}`,
  );
}

function proposed(call: string, all: readonly Exchange[]): ProposedOperation {
  const [method, path] = call.split(' ') as [string, string];
  const well = all.filter(({ reply }) => reply && reply.status >= 200 && reply.status < 300);
  // What was refused tells nothing of what may be sent.
  const bodies = (well.length > 0 ? well : all).flatMap(({ request }) => json(request.body?.toString()) ?? []);
  const values = bodies.map(({ value }) => value);
  const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
  const ids = Object.fromEntries(
    parameters.map((name, i) => [name, inferredId(well.map(({ request }) => idsIn(request)[i]))]),
  );
  const [sample] = well;
  const example =
    sample && parameters.length > 0
      ? { path: Object.fromEntries(parameters.map((name, i) => [name, spelt(idsIn(sample.request)[i], ids[name])])) }
      : {};
  const accepts = {
    ...(values.length > 0 ? { body: inferredSchema(values) } : {}),
    ...(parameters.length > 0 ? { path: ids } : {}),
    ...(parameters.length > 0 && sample
      ? { examples: [{ ...example, ...(values.length > 0 ? { body: values[0] } : {}) }] }
      : values.length > 0
        ? { examples: [values[0]] }
        : {}),
  };
  const { answers, notes } = answersOf(repliesOf(all));
  return {
    name: nameOf(method, path),
    call,
    ...(Object.keys(accepts).length > 0 ? { accepts } : {}),
    answers,
    notes: {
      ...notes,
      ...(values.length > 0
        ? {
            '/accepts/body': `From ${values.length} recorded ${values.length === 1 ? 'body' : 'bodies'}: is all of it needed, and nothing else allowed?`,
          }
        : {}),
      ...('examples' in accepts
        ? { '/accepts/examples': 'From the recorded traffic: take out what is personal.' }
        : {}),
    },
  };
}

function idsIn(request: SeenRequest): (string | undefined)[] {
  const parts = pathOf(request).split('/');
  return templateOf(pathOf(request))
    .split('/')
    .flatMap((part, i) => (part.startsWith('{') ? [parts[i]] : []));
}

const spelt = (text: string | undefined, schema: Written | undefined) =>
  schema?.type === 'integer' ? Number(text) : text;

const inferredId = (values: readonly (string | undefined)[]): Written =>
  values.length > 0 && values.every((value) => /^\d{1,15}$/.test(value ?? ''))
    ? { type: 'integer' }
    : { type: 'string' };

function repliesOf(all: readonly Exchange[]): Record<string, { readonly schema?: Written }> {
  const byStatus = new Map<number, unknown[]>();
  for (const { reply } of all) {
    if (!reply) continue;
    const read = json(reply.body);
    byStatus.set(reply.status, [...(byStatus.get(reply.status) ?? []), ...(read ? [read.value] : [])]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, values]) => [status, values.length > 0 ? { schema: inferredSchema(values) } : {}]),
  );
}

function json(text: string | undefined): { readonly value: unknown } | undefined {
  try {
    const value: unknown = text === undefined ? undefined : JSON.parse(text);
    return typeof value === 'object' && value !== null ? { value } : undefined;
  } catch {
    return undefined;
  }
}

/** `POST /v1/items/{id}/notes` → `post-items-notes`. */
export function nameOf(method: string, path: string): string {
  const words = path.split('/').filter((part) => part !== '' && !part.startsWith('{') && !/^(v\d+|api)$/i.test(part));
  const plain = words.join('-').replaceAll(/[^A-Za-z0-9_.-]+/g, '-');
  return `${method.toLowerCase()}-${plain || 'root'}`;
}
