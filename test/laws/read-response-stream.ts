import { readEvents } from './read-events.ts';
import { type Care, parsed } from './reference-client.ts';

const terminal = ['response.completed', 'response.incomplete', 'response.failed', 'response.cancelled'];

/** The response that the last event of a stream repeats; or why there is none. */
export function readResponseStream(
  body: string,
  type: string | undefined,
  care: Care,
): { readonly value: unknown } | string {
  if (care === 'lenient' && type === 'application/json') return parsed(body) ?? 'no JSON';
  const events = readEvents(body, type, care);
  if (typeof events === 'string') return events;
  const all = events.map(({ name, data }) => ({ name, data: parsed(data)?.value as Record<string, unknown> }));
  if (all.some(({ data }) => data === undefined)) return 'an event that is no JSON';
  if (all.some(({ data }) => data.type === 'error')) return 'an error';
  const numbers = all.map(({ data }) => data.sequence_number as number);
  if (care === 'strict' && numbers.some((n, i) => n !== i)) return 'events without their numbers';
  if (care === 'strict' && all.some(({ name, data }) => name !== data.type)) return 'an event of another name';
  const end = all.find(({ data }) => terminal.includes(data.type as string));
  if (!end) return 'no terminal event';
  const said = JSON.stringify(end.data.response);
  const deltas = new Map<unknown, string>();
  for (const { data } of all)
    if (/\.(output_text|function_call_arguments)\.delta$/.test(data.type as string))
      deltas.set(data.output_index, `${deltas.get(data.output_index) ?? ''}${data.delta}`);
  const told = [...deltas.values()].every((text) => said.includes(JSON.stringify(text).slice(1, -1)));
  if (care === 'strict' && !told) return 'deltas of another text';
  return { value: end.data.response };
}
