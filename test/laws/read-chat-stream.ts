import { readEvents } from './read-events.ts';
import { type Care, parsed } from './reference-client.ts';

type Json = Record<string, unknown>;
const isObject = (v: unknown): v is Json => typeof v === 'object' && v !== null && !Array.isArray(v);

/** Puts the chunks of a chat completion together: the value that they say, or why they say none that is complete. */
export function readChatStream(
  body: string,
  type: string | undefined,
  care: Care,
): { readonly value: unknown } | string {
  if (care === 'lenient' && type === 'application/json') return parsed(body) ?? 'no JSON';
  const events = readEvents(body, type, care);
  if (typeof events === 'string') return events;
  if (events.length === 0) return 'no events';
  const end = events.findIndex(({ data }) => data === '[DONE]');
  if (care === 'strict' && end !== events.length - 1) return 'no [DONE] at its end';
  const chunks = (end < 0 ? events : events.slice(0, end)).map(({ data }) => parsed(data));
  if (!chunks.every((chunk) => chunk !== undefined)) return 'an event that is no JSON';
  let value: unknown = {};
  for (const { value: chunk } of chunks) {
    if (!isObject(chunk) || !isObject(value)) value = chunk;
    else if (isObject(chunk.error)) return 'an error';
    else value = merged(value, chunk);
  }
  if (!isObject(value) || !Array.isArray(value.choices)) return { value };
  const open = value.choices.filter((choice) => isObject(choice) && typeof choice.finish_reason !== 'string');
  if (open.length > 0 && (care === 'strict' || end < 0)) return 'no finish_reason';
  return { value: withoutPlaces(value) };
}

/** The places of tool calls say how to put them together, and nothing of the answer. */
function withoutPlaces(value: Json): unknown {
  return JSON.parse(JSON.stringify(value), (key, inner) => {
    if (key !== 'tool_calls' || !Array.isArray(inner)) return inner;
    return inner.map((call) =>
      isObject(call) ? Object.fromEntries(Object.entries(call).filter(([k]) => k !== 'index')) : call,
    );
  });
}

function merged(whole: Json, { choices, usage, ...rest }: Json): Json {
  const after: Json = { ...whole, ...rest };
  if (rest.object === 'chat.completion.chunk') after.object = 'chat.completion';
  if (usage !== undefined && usage !== null) after.usage = usage;
  if (choices === undefined) return after;
  if (!Array.isArray(choices)) return { ...after, choices };
  const before = (Array.isArray(whole.choices) ? [...whole.choices] : []) as unknown[];
  for (const choice of choices) {
    if (!isObject(choice)) before.push(choice);
    else {
      const known = before.findIndex((one) => isObject(one) && one.index === choice.index);
      if (known < 0) before.push(grown({ index: choice.index }, choice));
      else before[known] = grown(before[known] as Json, choice);
    }
  }
  return { ...after, choices: before };
}

function grown(choice: Json, { delta, finish_reason: finish, ...rest }: Json): Json {
  const after: Json = { ...choice, ...rest };
  if (finish !== null && finish !== undefined) after.finish_reason = finish;
  if (delta === undefined) return after;
  if (!isObject(delta)) return { ...after, message: delta };
  if (Object.keys(delta).length === 0) return after;
  return { ...after, message: joined(isObject(choice.message) ? choice.message : {}, delta) };
}

const texts = ['content', 'refusal', 'arguments'];

function joined(before: Json, delta: Json): Json {
  const after: Json = { ...before };
  for (const [key, value] of Object.entries(delta)) {
    const was = before[key];
    if (texts.includes(key) && typeof was === 'string' && typeof value === 'string') after[key] = was + value;
    else if (key === 'tool_calls' && Array.isArray(value)) after[key] = calls(Array.isArray(was) ? was : [], value);
    else if (key === 'function' && isObject(was) && isObject(value)) after[key] = joined(was, value);
    else after[key] = value;
  }
  return after;
}

function calls(before: readonly unknown[], parts: readonly unknown[]): unknown[] {
  const after = [...before];
  for (const part of parts) {
    const known = after.findIndex((call) => isObject(call) && isObject(part) && call.index === part.index);
    if (known < 0) after.push(part);
    else after[known] = joined(after[known] as Json, part as Json);
  }
  return after;
}
