import type { Dependency, Tool } from '../../contract/contract.ts';
import { violations } from '../../contract/json-schema.ts';
import { at } from '../../contract/pointer.ts';
import type { Flaw } from '../../observation/observation.ts';
import type { Json } from './message.ts';
import { type Said, sayings } from './tool-result.ts';

/** A tool, made ready to be called. */
export interface ReadyTool {
  readonly tool: Tool;
  readonly say: (seed: number) => Said;
}

export const readyTools = ({ tools = {} }: Dependency): ReadonlyMap<string, ReadyTool> =>
  new Map(Object.values(tools).map((tool) => [tool.name, { tool, say: sayings(tool) }]));

/** What clients are told of a tool. */
export const listed = ({ name, description, input, output }: Tool): Json => ({
  name,
  description: description ?? name,
  inputSchema: input,
  ...(output === undefined ? {} : { outputSchema: output }),
});

/** What is wrong with the arguments of a call. */
export const argumentFlaws = ({ name, input }: Tool, given: unknown): Flaw[] =>
  violations(input, given).map(({ at: place, pointer, message }) => ({
    at: `body/params/arguments${place}`,
    message: `the arguments of ${name}${pointer ? ` at ${pointer}` : ''} ${message}`,
  }));

/** What a call changes, if its tool changes anything. */
export function effectOf(
  { effect, idempotencyKey: place }: Tool,
  given: unknown,
  header: (name: string) => string | undefined,
): { effect?: { key?: string } } {
  if (effect === 'none') return {};
  const key = place && (place.in === 'header' ? header(place.name) : at(given, place.pointer));
  return { effect: key === undefined ? {} : { key: String(key) } };
}
