import { type Frame, type Reply, type Stream, streamed } from '../../fault/reply.ts';
import { spokenPieces } from '../spoken-pieces.ts';
import { sseComment, sseEvent } from '../sse.ts';
import { isObject, type Json } from './refusal.ts';

// https://platform.openai.com/docs/api-reference/responses-streaming

/** An event before it has its number. */
interface Event {
  readonly type: string;
  readonly role?: Frame['role'];
  readonly [member: string]: unknown;
}

/** A response as a stream of events. Its last event repeats all of it, as the API does. */
export function streamedResponse(
  head: Pick<Reply, 'status' | 'headers' | 'documents' | 'instead'>,
  whole: unknown,
): Reply {
  const frames = [...eventsOf(whole)].map(numbered);
  return streamed(head, { ...responseStream, whole, frames, saying: (w) => streamedResponse(head, w) });
}

const responseStream: Pick<Stream, 'keepalive' | 'error'> = {
  keepalive: sseComment('keepalive'),
  error: (marker) => [
    numbered({
      type: 'error',
      code: 'server_is_overloaded',
      message: `Our servers are currently overloaded. Please try again later. (request ${marker})`,
      param: null,
    }),
  ],
};

function numbered({ role = 'content', ...event }: Event, sequence_number = 0): Frame {
  return { bytes: sseEvent({ ...event, sequence_number }, event.type), role };
}

const endings = ['completed', 'incomplete', 'failed', 'cancelled'];

function* eventsOf(whole: unknown): Generator<Event> {
  const said = isObject(whole) ? whole : {};
  const begun = isObject(whole) ? { ...said, status: 'in_progress', output: [], usage: null } : whole;
  yield { type: 'response.created', role: 'opening', response: begun };
  yield { type: 'response.in_progress', role: 'opening', response: begun };
  const output = Array.isArray(said.output) ? (said.output as unknown[]) : [];
  for (const [output_index, item] of output.entries()) if (isObject(item)) yield* itemEvents(item, output_index);
  const end = endings.includes(said.status as string) ? said.status : 'completed';
  yield { type: `response.${end}`, role: 'terminal', response: whole };
}

function* itemEvents(item: Json, output_index: number): Generator<Event> {
  const at = { item_id: item.id, output_index };
  const filled = ['content', 'summary', 'arguments'].filter((key) => item[key] !== undefined);
  const bare = Object.fromEntries(filled.map((key) => [key, Array.isArray(item[key]) ? [] : '']));
  const status = item.status === undefined ? {} : { status: 'in_progress' };
  yield { type: 'response.output_item.added', output_index, item: { ...item, ...bare, ...status } };
  for (const [content_index, part] of listOf(item.content).entries()) yield* partEvents(part, { ...at, content_index });
  for (const [summary_index, part] of listOf(item.summary).entries())
    yield* summaryEvents(part, { ...at, summary_index });
  if (typeof item.arguments === 'string') {
    for (const delta of spokenPieces(item.arguments))
      yield { type: 'response.function_call_arguments.delta', ...at, delta };
    const { name, arguments: text } = item;
    yield { type: 'response.function_call_arguments.done', ...at, name, arguments: text };
  }
  yield { type: 'response.output_item.done', output_index, item };
}

const listOf = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);

function* partEvents(part: Json, at: Json): Generator<Event> {
  const refusal = part.type === 'refusal';
  const key = refusal ? 'refusal' : 'text';
  const type = refusal ? 'response.refusal' : 'response.output_text';
  const more = refusal ? {} : { logprobs: [] };
  yield { type: 'response.content_part.added', ...at, part: { ...part, [key]: '' } };
  if (typeof part[key] === 'string') {
    for (const delta of spokenPieces(part[key])) yield { type: `${type}.delta`, ...at, delta, ...more };
    yield { type: `${type}.done`, ...at, [key]: part[key], ...more };
  }
  yield { type: 'response.content_part.done', ...at, part };
}

function* summaryEvents(part: Json, at: Json): Generator<Event> {
  yield { type: 'response.reasoning_summary_part.added', ...at, part: { ...part, text: '' } };
  for (const delta of spokenPieces(String(part.text ?? '')))
    yield { type: 'response.reasoning_summary_text.delta', ...at, delta };
  yield { type: 'response.reasoning_summary_text.done', ...at, text: part.text };
  yield { type: 'response.reasoning_summary_part.done', ...at, part };
}
