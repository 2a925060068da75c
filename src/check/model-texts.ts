import { step } from '../contract/pointer.ts';
import type { Response } from '../observation/observation.ts';

/** All texts of a value, with where they stand. */
function* textsIn(value: unknown, at = ''): Generator<{ readonly at: string; readonly text: string }> {
  if (typeof value === 'string') yield { at, text: value };
  else if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value)) yield* textsIn(inner, step(at, key));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

// How the APIs of models call them: messages with a role, or a member of the request.
const roles = ['system', 'developer'];
const members = ['system', 'instructions', 'systemInstruction', 'system_instruction'];

/** What a component tells a model that it asks, apart from what it asks: its system prompt. */
export function instructionsIn(body: string): string[] {
  const asked = parsed(body);
  if (typeof asked !== 'object' || asked === null) return [];
  const { messages, input } = asked as Record<string, unknown>;
  const turns = [messages, input].flatMap((list) => (Array.isArray(list) ? list : []));
  const told = turns.filter((turn) => roles.includes(turn?.role)).map(({ content }) => content);
  const apart = members.map((name) => (asked as Record<string, unknown>)[name]);
  return [...told, ...apart]
    .map((part) => [...textsIn(part)].map(({ text }) => text).join('\n'))
    .filter((t) => t !== '');
}

/** What an answer says: each of its texts; of a stream, what its events say one after the other in the same place. */
export function saidBy({ body, stream }: Pick<Response, 'body' | 'stream'>): string[] {
  if (!stream) return [...textsIn(parsed(body.text))].map(({ text }) => text);
  const said = new Map<string, string>();
  for (const { name = '', data } of stream.events)
    for (const { at, text } of textsIn(parsed(data)))
      said.set(`${name} ${at}`, (said.get(`${name} ${at}`) ?? '') + text);
  return [...said.values()];
}
