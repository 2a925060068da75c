import { readEvents } from './read-events.ts';
import { type Care, parsed } from './reference-client.ts';

type Json = Record<string, unknown>;
const isObject = (v: unknown): v is Json => typeof v === 'object' && v !== null && !Array.isArray(v);

/** Finds the reply among the messages of a stream: the first that is no notification; or why there is none. */
export function readRpcStream(
  body: string,
  type: string | undefined,
  care: Care,
): { readonly value: unknown } | string {
  if (care === 'lenient' && type === 'application/json') return parsed(body) ?? 'no JSON';
  const events = readEvents(body, type, care);
  if (typeof events === 'string') return events;
  const messages = events.map(({ data }) => parsed(data));
  if (!messages.every((message) => message !== undefined)) return 'an event that is no JSON';
  return messages.find(({ value }) => !(isObject(value) && 'method' in value)) ?? 'no reply';
}
