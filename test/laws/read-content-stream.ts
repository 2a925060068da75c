import { readEvents } from './read-events.ts';
import { type Care, parsed } from './reference-client.ts';

type Json = Record<string, unknown>;
const isObject = (v: unknown): v is Json => typeof v === 'object' && v !== null && !Array.isArray(v);

/** Puts the chunks of generated content together: the value that they say, or why they say none that is complete. */
export function readContentStream(
  body: string,
  type: string | undefined,
  care: Care,
): { readonly value: unknown } | string {
  if (care === 'lenient' && type === 'application/json') return parsed(body) ?? 'no JSON';
  const chunks = /^\s*\[/.test(body) ? inList(body, type, care) : inEvents(body, type, care);
  if (typeof chunks === 'string') return chunks;
  if (chunks.length === 0) return 'no chunks';
  let value: unknown = {};
  for (const chunk of chunks) {
    if (!isObject(chunk) || !isObject(value)) value = chunk;
    else if (isObject(chunk.error)) return 'an error';
    else value = merged(value, chunk);
  }
  if (!isObject(value) || !Array.isArray(value.candidates)) return { value };
  const open = value.candidates.filter((one) => isObject(one) && typeof one.finishReason !== 'string');
  return open.length > 0 ? 'no finishReason' : { value };
}

function inEvents(body: string, type: string | undefined, care: Care): readonly unknown[] | string {
  const events = readEvents(body, type, care);
  if (typeof events === 'string') return events;
  const chunks = events.map(({ data }) => parsed(data));
  return chunks.every((chunk) => chunk !== undefined) ? chunks.map(({ value }) => value) : 'an event that is no JSON';
}

function inList(body: string, type: string | undefined, care: Care): readonly unknown[] | string {
  if (care === 'strict' && !type?.startsWith('application/json')) return `it is ${type}`;
  const list = parsed(body)?.value;
  return Array.isArray(list) ? list : 'no list of JSON';
}

function merged(whole: Json, { candidates, ...rest }: Json): Json {
  const after = { ...whole, ...rest };
  if (candidates === undefined) return after;
  if (!Array.isArray(candidates)) return { ...after, candidates };
  const before = Array.isArray(whole.candidates) ? [...whole.candidates] : [];
  for (const candidate of candidates) {
    const known = before.findIndex((one) => isObject(one) && isObject(candidate) && one.index === candidate.index);
    if (known < 0) before.push(candidate);
    else before[known] = grown(before[known] as Json, candidate as Json);
  }
  return { ...after, candidates: before };
}

function grown(before: Json, candidate: Json): Json {
  const [said, more] = [before.content, candidate.content];
  const both = isObject(said) && isObject(more) && Array.isArray(said.parts) && Array.isArray(more.parts);
  if (!both) return { ...before, ...candidate };
  const parts = (more.parts as unknown[]).reduce<unknown[]>(joined, said.parts as unknown[]);
  return { ...before, ...candidate, content: { ...said, ...more, parts } };
}

/** Texts in a row are one, unless one of them is a thought; an empty one says nothing. */
function joined(parts: readonly unknown[], part: unknown): unknown[] {
  const last = parts.at(-1);
  if (isObject(part) && part.text === '') return [...parts];
  if (!isObject(part) || !isObject(last) || typeof part.text !== 'string' || typeof last.text !== 'string')
    return [...parts, part];
  if (last.thought !== part.thought) return [...parts, part];
  return [...parts.slice(0, -1), { ...last, ...part, text: last.text + part.text }];
}
