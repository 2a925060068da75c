import type { Schema } from '../../contract/contract.ts';
import { isValid } from '../../contract/json-schema.ts';
import type { Document, Reply } from '../../fault/reply.ts';
import { sampleValue } from '../../schema/sample-value.ts';
import { hash } from '../../schema/seed.ts';
import { interned } from '../interned.ts';
import { streamedCompletion } from './chat-stream.ts';
import type { ChatRequest, Tool } from './request.ts';

/** What the model says in one choice, before it is wrapped up. */
interface Said {
  message(nonce: string): Readonly<Record<string, unknown>>;
  readonly finish: 'stop' | 'tool_calls' | 'length';
  /** What a component relies on in this message, as a schema of it. */
  readonly relied: Schema;
  /** JSON inside of the message: pointer from the message → its schema. */
  readonly inner: readonly { readonly at: string; readonly schema: Schema }[];
  readonly tokens: number;
}

/** What the model says to a request: the same for every call with the same seed. */
export interface Spoken {
  readonly said: readonly Said[];
  readonly usage: { readonly prompt_tokens: number; readonly completion_tokens: number; readonly total_tokens: number };
  readonly documents: readonly Document[];
}

/** About four characters are a token: https://help.openai.com/en/articles/4936856 */
const tokensOf = (value: unknown) => Math.ceil(JSON.stringify(value).length / 4);

/** Answers a request that the API takes: what it asks for is what it gets. */
export function speakTo(request: ChatRequest, replies: readonly unknown[], seed: number): Spoken {
  const said = Array.from({ length: request.n ?? 1 }, (_, i) => say(request, replies, i === 0 ? seed : hash(seed, i)));
  const prompt = tokensOf(request.messages);
  const spoken = said.reduce((sum, s) => sum + s.tokens, 0);
  return {
    said,
    usage: { prompt_tokens: prompt, completion_tokens: spoken, total_tokens: prompt + spoken },
    documents: [
      { at: '', schema: relied(said[0]!) },
      ...said.flatMap((s, i) => s.inner.map(({ at, schema }) => ({ at: `/choices/${i}/message${at}`, schema }))),
    ],
  };
}

/** The reply that carries what was said. */
export function completion(asked: ChatRequest, { said, usage, documents }: Spoken, nonce: string): Reply {
  const { model, stream, stream_options: options } = asked;
  const whole = {
    id: `chatcmpl-${nonce}`,
    object: 'chat.completion',
    created: 1_764_000_000,
    model,
    choices: said.map(({ message, finish }, index) => ({
      index,
      message: { role: 'assistant', ...message(nonce), refusal: null, ...(stream ? {} : { annotations: [] }) },
      logprobs: null,
      finish_reason: finish,
    })),
    ...(stream && !options?.include_usage ? {} : { usage }),
    service_tier: 'default',
    system_fingerprint: 'fp_44709d6fcb',
  };
  if (stream) return streamedCompletion({ status: 200, headers: headers(nonce, eventStream), documents }, whole);
  return { status: 200, headers: headers(nonce), body: Buffer.from(JSON.stringify(whole)), documents };
}

const eventStream = 'text/event-stream; charset=utf-8';

export function headers(nonce: string, type = 'application/json'): Reply['headers'] {
  return [
    ['content-type', type],
    ['openai-processing-ms', '412'],
    ['openai-version', '2020-10-01'],
    ['x-request-id', `req_${nonce}`],
    ['x-ratelimit-limit-requests', '10000'],
    ['x-ratelimit-remaining-requests', '9999'],
  ];
}

function say(request: ChatRequest, replies: readonly unknown[], seed: number): Said {
  const tool = chosenTool(request);
  return tool ? callTool(tool, request.tools!, seed) : speak(request, replies, seed);
}

/** A model that may call tools calls one, once, and answers when it has the result. */
function chosenTool({ tools, tool_choice, messages }: ChatRequest): Tool | undefined {
  const choice = tool_choice ?? 'auto';
  if (!tools || tools.length === 0 || choice === 'none') return undefined;
  if (typeof choice === 'object') return tools.find((t) => t.function.name === choice.function.name);
  const answered = messages.at(-1)?.role === 'tool';
  return choice === 'required' || !answered ? tools[0] : undefined;
}

function callTool(tool: Tool, tools: readonly Tool[], seed: number): Said {
  const schema = interned(tool.function.parameters ?? { type: 'object' });
  const text = JSON.stringify(sampleValue(schema, seed));
  const names = tools.map((t) => t.function.name);
  const call = {
    type: 'object',
    required: ['id', 'function'],
    properties: {
      id: { type: 'string', pattern: '.' },
      function: {
        type: 'object',
        required: ['name', 'arguments'],
        properties: { name: { enum: names }, arguments: { type: 'string', contentMediaType: 'application/json' } },
      },
    },
  };
  return {
    message: (nonce) => ({
      content: null,
      tool_calls: [{ id: `call_${nonce}`, type: 'function', function: { name: tool.function.name, arguments: text } }],
    }),
    finish: 'tool_calls',
    relied: {
      type: 'object',
      required: ['tool_calls'],
      properties: { tool_calls: { type: 'array', minItems: 1, items: call } },
    },
    inner: [{ at: '/tool_calls/0/function/arguments', schema }],
    tokens: tokensOf(text),
  };
}

function speak(request: ChatRequest, replies: readonly unknown[], seed: number): Said {
  const wanted = request.response_format;
  const schema =
    wanted?.type === 'json_schema'
      ? interned(wanted.json_schema?.schema ?? true)
      : wanted?.type === 'json_object'
        ? anyObject
        : undefined;
  const fitting = replies.filter((r) => schema === undefined || isValid(schema, r));
  const value = fitting.length > 0 ? fitting[Math.abs(seed) % fitting.length] : sampleValue(schema ?? sentence, seed);
  const whole = typeof value === 'string' && schema === undefined ? value : JSON.stringify(value);
  const limit = request.max_completion_tokens ?? request.max_tokens ?? Infinity;
  const fits = Math.ceil(whole.length / 4) <= limit;
  const content = fits ? whole : whole.slice(0, limit * 4);
  const text = {
    type: 'string',
    minLength: 1,
    ...(schema === undefined ? {} : { contentMediaType: 'application/json' }),
  };
  return {
    message: () => ({ content }),
    finish: fits ? 'stop' : 'length',
    relied: { type: 'object', required: ['content'], properties: { content: text } },
    inner: schema !== undefined && fits ? [{ at: '/content', schema }] : [],
    tokens: Math.ceil(content.length / 4),
  };
}

const anyObject: Schema = { type: 'object' };
const sentence: Schema = { type: 'string', minLength: 20 };

/**
 * What makes a completion usable, and no more: clients that never look at `id` or `usage` are right, and some services
 * that imitate this API leave `finish_reason` empty.
 */
function relied({ relied: message }: Said): Schema {
  return interned({
    type: 'object',
    required: ['choices'],
    properties: {
      choices: {
        type: 'array',
        minItems: 1,
        items: { type: 'object', required: ['message'], properties: { message } },
      },
    },
  });
}
