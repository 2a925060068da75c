import type { Schema } from '../../contract/contract.ts';
import type { Document, Reply } from '../../fault/reply.ts';
import { defining } from '../../schema/defining.ts';
import { interned } from '../interned.ts';
import { tokensOf } from '../tokens.ts';
import type { Block, MessagesRequest } from './asked.ts';
import { streamedMessage } from './message-stream.ts';
import { type Part, type Stop, say, think } from './say.ts';

/** What the model says to a request: the same for every call with the same seed. */
export interface Spoken {
  readonly parts: readonly Part[];
  readonly stop: Stop;
  readonly usage: { readonly input_tokens: number; readonly output_tokens: number };
  readonly documents: readonly Document[];
}

/** Answers a request that the API takes: what it asks for is what it gets. */
export function speakTo(request: MessagesRequest, replies: readonly unknown[], seed: number): Spoken {
  const thought = think(request, seed);
  const spent = thought.reduce((sum, { tokens }) => sum + tokens, 0);
  const { parts, stop } = say(request, replies, seed, Math.max(0, request.max_tokens - spent));
  const all = [...thought, ...parts];
  const { messages, tools = [], system } = request;
  return {
    parts: all,
    stop,
    usage: {
      input_tokens: tokensOf(JSON.stringify([messages, tools, system])),
      output_tokens: all.reduce((sum, { tokens }) => sum + tokens, 0),
    },
    documents: [
      { at: '', schema: relied(all) },
      ...all.flatMap(({ inner }, i) => (inner ? [{ at: `/content/${i}${inner.at}`, schema: inner.schema }] : [])),
    ],
  };
}

/** The message that carries what was said. */
function messageOf({ model }: MessagesRequest, { parts, stop, usage }: Spoken, nonce: string) {
  return {
    id: `msg_${nonce}`,
    type: 'message',
    role: 'assistant',
    model,
    content: parts.map(({ block }, i) => block(`${nonce}${i === 0 ? '' : `_${i}`}`)) as readonly Block[],
    stop_reason: stop.reason,
    stop_sequence: stop.sequence ?? null,
    stop_details: null,
    usage: { ...usage, cache_creation_input_tokens: 0, cache_read_input_tokens: 0, service_tier: 'standard' },
  };
}

export function messageReply(request: MessagesRequest, spoken: Spoken, nonce: string): Reply {
  const message = messageOf(request, spoken, nonce);
  const head = { status: 200, documents: spoken.documents };
  if (request.stream)
    return streamedMessage({ ...head, headers: [...eventStream, ...headers(nonce).slice(1)] }, message);
  return { ...head, headers: headers(nonce), body: Buffer.from(JSON.stringify(message)) };
}

const eventStream: Reply['headers'] = [
  ['content-type', 'text/event-stream; charset=utf-8'],
  ['cache-control', 'no-cache'],
];

// The real ones tell as well when a limit starts anew; here every reply would tell the same time.
export function headers(nonce: string, remaining = 3999): Reply['headers'] {
  return [
    ['content-type', 'application/json'],
    ['request-id', `req_${nonce}`],
    ['anthropic-organization-id', '5a1c2f9e-7d43-4c1b-9f0e-2b6d8c4e1a70'],
    ['anthropic-ratelimit-requests-limit', '4000'],
    ['anthropic-ratelimit-requests-remaining', `${remaining}`],
    ['anthropic-ratelimit-tokens-limit', '480000'],
    ['anthropic-ratelimit-tokens-remaining', `${remaining === 0 ? 0 : 480_000}`],
  ];
}

/** What makes a message usable, and no more: clients that never look at `id`, `type` or `usage` are right. */
function relied(parts: readonly Part[]): Schema {
  const definitions = parts.flatMap(({ definition }) => Object.entries(definition ?? {}));
  const content = { type: 'array', minItems: parts.length, prefixItems: parts.map(({ relied: part }) => part) };
  return interned(
    defining({ type: 'object', required: ['content'], properties: { content } }, Object.fromEntries(definitions)),
  );
}
