import type { Interaction, Pact, State } from './pact.ts';
import { readRequest, readResponse } from './read-parts.ts';
import { isObject, type Json } from './read-rules.ts';

/** What stands in a pact file, whatever its version; a text says why it is none. */
export function readPact(text: string): Pact | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'it is not JSON';
  }
  if (!isObject(value)) return 'it is no object';
  if (!endsWithin(value, deepest)) return `it is nested deeper than ${deepest} levels`;
  const [consumer, provider] = [nameIn(value.consumer), nameIn(value.provider)];
  if (consumer === undefined || provider === undefined) return 'it does not name a `consumer` and a `provider`';
  const { interactions, messages } = value;
  const all = [...(Array.isArray(interactions) ? interactions : []), ...(Array.isArray(messages) ? messages : [])];
  if (!Array.isArray(interactions) && !Array.isArray(messages)) return 'it has no `interactions` and no `messages`';
  const read: Interaction[] = [];
  for (const [i, one] of all.entries()) {
    const found = isObject(one) ? readInteraction(one, i) : 'is no object';
    if (typeof found === 'string') return `its interaction ${i + 1} ${found}`;
    read.push(found);
  }
  return { consumer, provider, interactions: read };
}

// A contract that is deeper is not read either.
const deepest = 60;

const endsWithin = (value: unknown, levels: number): boolean =>
  typeof value !== 'object' ||
  value === null ||
  (levels > 0 && Object.values(value).every((inner) => endsWithin(inner, levels - 1)));

const nameIn = (value: unknown): string | undefined =>
  isObject(value) && typeof value.name === 'string' && value.name !== '' ? value.name : undefined;

function readInteraction(one: Json, i: number): Interaction | string {
  const description = typeof one.description === 'string' ? one.description : `interaction ${i + 1}`;
  const base = { description, states: statesIn(one) };
  const type = String(one.type ?? '');
  if (type === 'Synchronous/Messages') {
    const [answer] = [one.response].flat();
    const request = readRequest(isObject(one.request) ? one.request : {}, asked(description));
    return { ...base, kind: 'asked message', request, response: readResponse(isObject(answer) ? answer : {}) };
  }
  if (type === 'Asynchronous/Messages' || 'contents' in one) {
    // In version 2, the rules of messages begin with `$.body` as those of responses do.
    const request = readRequest({ ...one, headers: {} }, asked(description));
    return { ...base, kind: 'message', request, response: readResponse({ status: 202 }) };
  }
  const { request, response } = one;
  if (!isObject(request)) return 'has no `request`';
  const { method, path } = request;
  if (typeof path !== 'string' || !path.startsWith('/')) return 'has no `path` in its request';
  if (!/^[a-z]+$/i.test(String(method ?? 'GET'))) return 'has no method in its request';
  const status = isObject(response) ? (response.status ?? 200) : 200;
  if (!Number.isInteger(status) || Number(status) < 200 || Number(status) > 599) return 'has no status from 200 to 599';
  const heard = readRequest(request, { method: String(method ?? 'GET').toUpperCase(), path });
  return { ...base, kind: 'http', request: heard, response: readResponse(isObject(response) ? response : {}) };
}

/** Where Pact says nothing of how a message comes: over HTTP, by what it is called. */
function asked(description: string): { readonly method: string; readonly path: string } {
  const slug = description
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  return { method: 'POST', path: `/messages/${slug || 'message'}` };
}

function statesIn({ providerStates, providerState, provider_state }: Json): State[] {
  const one = providerState ?? provider_state;
  if (typeof one === 'string' && one !== '') return [{ name: one }];
  const list = Array.isArray(providerStates) ? providerStates : Array.isArray(one) ? one : [];
  return list.flatMap((state): State[] => {
    const named: Json = isObject(state) ? state : { name: state };
    if (typeof named.name !== 'string' || named.name === '') return [];
    return [{ name: named.name, ...(isObject(named.params) ? { params: named.params } : {}) }];
  });
}
