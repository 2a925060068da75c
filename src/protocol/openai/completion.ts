import type { Schema } from '../../contract/contract.ts';
import type { Document, Reply } from '../../fault/reply.ts';
import { hash } from '../../schema/seed.ts';
import { interned } from '../interned.ts';
import { orderIn, signedId } from '../obedience.ts';
import { tokensOf } from '../tokens.ts';
import type { ChatRequest } from './chat-request.ts';
import { streamedCompletion } from './chat-stream.ts';
import { eventStream, headers, json } from './headers.ts';
import { anyObject, callAgain, type Said, say, textsOf, tokensIn, toolCall, type Wanted } from './said.ts';

/** What the model says to a request: the same for every call with the same seed. */
export interface Spoken {
  readonly said: readonly Said[];
  readonly usage: Readonly<Record<string, unknown>> & { readonly total_tokens: number };
  readonly documents: readonly Document[];
  /** What it might say in place of its text. */
  readonly again: (() => Said) | undefined;
}

/** Answers a request that the API takes: what it asks for is what it gets. */
export function speakTo(request: ChatRequest, replies: readonly unknown[], seed: number): Spoken {
  const wanted = wantedBy(request);
  const said = Array.from({ length: request.n ?? 1 }, (_, i) => say(wanted, replies, i === 0 ? seed : hash(seed, i)));
  const prompt = tokensOf(JSON.stringify(request.messages));
  const spoken = said.reduce((sum, s) => sum + tokensIn(s), 0);
  return {
    said,
    usage: {
      prompt_tokens: prompt,
      completion_tokens: spoken,
      total_tokens: prompt + spoken,
      prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
      completion_tokens_details: {
        reasoning_tokens: 0,
        audio_tokens: 0,
        accepted_prediction_tokens: 0,
        rejected_prediction_tokens: 0,
      },
    },
    documents: [{ at: '', schema: relied(request, said[0]!) }, ...said.flatMap(innerOf)],
    again: callAgain(wanted, said[0]!, seed),
  };
}

function wantedBy(request: ChatRequest): Wanted {
  const { tools, tool_choice: choice, messages, response_format: format } = request;
  const schema =
    format?.type === 'json_schema'
      ? interned(format.json_schema?.schema ?? true)
      : format?.type === 'json_object'
        ? anyObject
        : undefined;
  return {
    tools: (tools ?? []).map(({ function: { name, parameters } }) => ({ name, parameters: parameters ?? anyObject })),
    choice: typeof choice === 'object' && choice !== null ? choice.function : (choice ?? 'auto'),
    answered: messages.at(-1)?.role === 'tool',
    ...(schema === undefined ? {} : { schema }),
    limit: request.max_completion_tokens ?? request.max_tokens ?? Infinity,
    order: orderIn(messages),
    told: messages
      .filter(({ role }) => role === 'system' || role === 'developer')
      .map(({ content }) => textsOf(content))
      .join('\n'),
  };
}

/** JSON inside of a choice. */
function innerOf(said: Said, i: number): Document[] {
  const at = `/choices/${i}/message`;
  if (said.kind === 'call') return [{ at: `${at}/tool_calls/0/function/arguments`, schema: said.schema }];
  return said.schema === undefined || said.cut ? [] : [{ at: `${at}/content`, schema: said.schema }];
}

/** The reply that carries what was said. */
export function completion(asked: ChatRequest, { said, usage, documents, again }: Spoken, nonce: string): Reply {
  const { model, stream, stream_options: options } = asked;
  const choiceOf = (one: Said, index: number) => ({
    index,
    message: { role: 'assistant', ...messageOf(one, nonce), refusal: null, ...(stream ? {} : { annotations: [] }) },
    logprobs: null,
    finish_reason: one.kind === 'call' ? 'tool_calls' : one.cut ? 'length' : 'stop',
  });
  const whole = {
    id: `chatcmpl-${nonce}`,
    object: 'chat.completion',
    created: 1_764_000_000,
    model,
    choices: said.map(choiceOf),
    ...(stream && !options?.include_usage ? {} : { usage }),
    service_tier: 'default',
    system_fingerprint: 'fp_44709d6fcb',
  };
  const instead = again && { [toolCall]: () => ({ ...whole, choices: [choiceOf(again(), 0)] }) };
  const head = {
    status: 200,
    headers: headers(nonce, stream ? eventStream : json),
    documents,
    ...(instead && { instead }),
  };
  return stream ? streamedCompletion(head, whole) : { ...head, body: Buffer.from(JSON.stringify(whole)) };
}

function messageOf(said: Said, nonce: string): Readonly<Record<string, unknown>> {
  if (said.kind === 'text') return { content: said.text };
  const { name, arguments: text, order } = said;
  const id = order ? signedId(`call_${nonce}`, order) : `call_${nonce}`;
  return {
    content: null,
    tool_calls: [{ id, type: 'function', function: { name, arguments: text } }],
  };
}

/**
 * What makes a completion usable, and no more: clients that never look at `id` or `usage` are right, and some services
 * that imitate this API leave `finish_reason` empty.
 */
function relied(request: ChatRequest, said: Said): Schema {
  // Who does not look at it is right, unless it says that the answer is not whole: no member that may be missing.
  const whole = { patternProperties: { '^finish_reason$': { pattern: '^(?!length$|content_filter$)' } } };
  return interned({
    type: 'object',
    required: ['choices'],
    properties: {
      choices: {
        type: 'array',
        minItems: 1,
        items: {
          type: 'object',
          required: ['message'],
          properties: { message: said.kind === 'call' ? calling(request) : speaking(said) },
          ...(said.kind === 'text' && said.cut ? {} : whole),
        },
      },
    },
  });
}

function speaking(said: Said & { readonly kind: 'text' }): Schema {
  const json = said.schema === undefined ? {} : { contentMediaType: 'application/json' };
  return { type: 'object', required: ['content'], properties: { content: { type: 'string', minLength: 1, ...json } } };
}

function calling({ tools, parallel_tool_calls: parallel }: ChatRequest): Schema {
  const names = tools!.map((t) => t.function.name);
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
  const most = parallel === false ? { maxItems: 1 } : {};
  return {
    type: 'object',
    required: ['tool_calls'],
    properties: { tool_calls: { type: 'array', minItems: 1, ...most, items: call } },
  };
}
