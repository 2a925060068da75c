import { readEvents } from './read-events.ts';
import { type Care, parsed } from './reference-client.ts';

type Json = Record<string, unknown>;
const isObject = (v: unknown): v is Json => typeof v === 'object' && v !== null && !Array.isArray(v);

/** Puts the events of a message together: the value that they say, or why they say none that is complete. */
export function readMessageStream(
  body: string,
  type: string | undefined,
  care: Care,
): { readonly value: unknown } | string {
  if (care === 'lenient' && type === 'application/json') return parsed(body) ?? 'no JSON';
  const events = readEvents(body, type, care);
  if (typeof events === 'string') return events;
  let value: unknown = { content: [] };
  let told = false;
  for (const [i, { name, data }] of events.entries()) {
    const json = parsed(data);
    if (!json) return 'an event that is no JSON';
    if (!isObject(json.value)) return 'an event that is no object';
    if (name === 'error' || json.value.type === 'error') return 'an error';
    if (care === 'strict' && name !== json.value.type) return `${name} is ${json.value.type}`;
    if (json.value.type === 'message_stop') {
      if (care === 'strict' && i < events.length - 1) return 'more behind its end';
      return { value: withInputs(value) };
    }
    if (json.value.type === 'message_delta') told = true;
    value = grown(value, json.value);
  }
  return care !== 'strict' && told ? { value: withInputs(value) } : 'no message_stop';
}

function grown(value: unknown, event: Json): unknown {
  if (event.type === 'message_start') return event.message;
  if (!isObject(value)) return value;
  if (event.type === 'message_delta') {
    const { delta, usage } = event as { delta: Json; usage: Json };
    return { ...value, ...delta, ...(isObject(value.usage) ? { usage: { ...value.usage, ...usage } } : {}) };
  }
  const content = [...(value.content as unknown[])];
  const index = event.index as number;
  if (event.type === 'content_block_start') content[index] = event.content_block;
  if (event.type === 'content_block_delta') content[index] = joined(content[index], event.delta as Json);
  return { ...value, content };
}

const inputs = Symbol('the JSON of an input, as far as it was told');

function joined(block: unknown, { type, ...delta }: Json): unknown {
  if (!isObject(block)) return block;
  if (type === 'input_json_delta')
    return { ...block, [inputs]: `${(block as { [inputs]?: string })[inputs] ?? ''}${delta.partial_json}` };
  if (type === 'signature_delta') return { ...block, ...delta };
  const [[name, text]] = Object.entries(delta) as [[string, unknown]];
  return { ...block, [name]: `${block[name]}${text}` };
}

/** An input that is no JSON is empty: so the official client shows it. */
function withInputs(value: unknown): unknown {
  if (!isObject(value) || !Array.isArray(value.content)) return value;
  const content = value.content.map((block) => {
    const text = isObject(block) ? (block as { [inputs]?: string })[inputs] : undefined;
    return text === undefined ? block : { ...block, input: parsed(text)?.value ?? {} };
  });
  return { ...value, content: JSON.parse(JSON.stringify(content)) };
}
