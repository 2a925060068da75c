import { first } from '../first.ts';
import type { MessagesRequest, Tool } from './asked.ts';
import { badMessages } from './messages.ts';
import { badText, isObject, type Json, missing, noList, noObject, noText, type Refusal, refused } from './refusal.ts';
import { badFormat } from './structured.ts';
import { badThinking } from './thinking.ts';
import { badChoice, badTools } from './tools.ts';

// What the API itself refuses, with the words it uses: https://platform.claude.com/docs/en/api/messages

const known = new Set([
  ...['cache_control', 'container', 'diagnostics', 'inference_geo', 'max_tokens', 'messages', 'metadata', 'model'],
  ...['output_config', 'service_tier', 'speed', 'stop_sequences', 'stream', 'system', 'temperature', 'thinking'],
  ...['tool_choice', 'tools', 'top_k', 'top_p'],
]);

/**
 * The first thing that the API would refuse in the body of a request for a message; undefined if it takes it. `beta`: the
 * request asks for what is not released yet, so it may say what is not known here.
 */
export function refusal(body: unknown, beta: boolean): Refusal | undefined {
  if (!isObject(body)) return { at: 'body', message: 'The request body is not valid JSON: it is no object' };
  return first([
    () => badText('model', body.model),
    () => badLimit(body.max_tokens),
    () => badMessages(body.messages, beta),
    () => badSystem(body.system),
    () => first(['temperature', 'top_p'].map((name) => () => badShare(name, body[name]))),
    () => badStops(body.stop_sequences),
    () => (body.stream === undefined || typeof body.stream === 'boolean' ? undefined : noBoolean('stream')),
    () => badTools(body.tools, beta),
    () => badChoice(body.tool_choice, body.tools as readonly Tool[] | undefined),
    () => badThinking(body as Json & MessagesRequest),
    () => badFormat(body.output_config),
    () => (beta ? undefined : unknownMember(body)),
  ]);
}

const noBoolean = (at: string) => refused(at, 'Input should be a valid boolean');

// None at all only fills the cache of prompts: that is taken.
function badLimit(value: unknown): Refusal | undefined {
  if (value === undefined) return missing('max_tokens');
  if (typeof value !== 'number' || !Number.isInteger(value))
    return refused('max_tokens', 'Input should be a valid integer');
  return value < 0 ? refused('max_tokens', 'Input should be greater than or equal to 0') : undefined;
}

function badSystem(system: unknown): Refusal | undefined {
  if (system === undefined || typeof system === 'string') return undefined;
  if (!Array.isArray(system)) return noText('system');
  return first(
    system.map((block, i) => () => {
      const at = `system.${i}`;
      if (!isObject(block)) return noObject(at);
      return block.type === 'text'
        ? badText(`${at}.text`, block.text)
        : refused(`${at}.type`, "Input should be 'text'");
    }),
  );
}

function badShare(at: string, value: unknown): Refusal | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number') return refused(at, 'Input should be a valid number');
  return value < 0 || value > 1 ? refused(at, 'range: 0..1') : undefined;
}

function badStops(stops: unknown): Refusal | undefined {
  const at = 'stop_sequences';
  if (stops === undefined || stops === null) return undefined;
  if (!Array.isArray(stops)) return noList(at);
  if (stops.some((stop) => typeof stop !== 'string'))
    return noText(`${at}.${stops.findIndex((s) => typeof s !== 'string')}`);
  return stops.some((stop) => stop.trim() === '')
    ? refused(at, 'each stop sequence must contain non-whitespace')
    : undefined;
}

function unknownMember(body: Json): Refusal | undefined {
  const name = Object.keys(body).find((key) => !known.has(key));
  return name === undefined ? undefined : refused(name, 'Extra inputs are not permitted');
}
