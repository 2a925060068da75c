import type { Protocol, Received, Serve, Served } from '../protocol.ts';
import { chat } from './chat.ts';
import { chattyJson } from './chatty-json.ts';
import { chunkWithoutChoices } from './chunk-without-choices.ts';
import { contentFilter } from './content-filter.ts';
import { contentParts } from './content-parts.ts';
import { cutArguments } from './cut-arguments.ts';
import { cutAtLength } from './cut-at-length.ts';
import { duplicateIndex } from './duplicate-index.ts';
import { embeddings } from './embeddings.ts';
import { emptyArguments } from './empty-arguments.ts';
import { emptyContent } from './empty-content.ts';
import { endlessToolCalls } from './endless-tool-calls.ts';
import type { Endpoint, Ready } from './endpoint.ts';
import { errorReply, refusalReply } from './errors.ts';
import { failedResponse } from './failed-response.ts';
import { fencedJson } from './fenced-json.ts';
import { fewerVectors } from './fewer-vectors.ts';
import { floatsForBase64 } from './floats-for-base64.ts';
import { insufficientQuota } from './insufficient-quota.ts';
import { missingUsage } from './missing-usage.ts';
import { noChoices } from './no-choices.ts';
import { nullContent } from './null-content.ts';
import { nullInVector } from './null-in-vector.ts';
import { reasoningOnly } from './reasoning-only.ts';
import type { Refusal } from './refusal.ts';
import { refusedAnswer } from './refused-answer.ts';
import { reorderedVectors } from './reordered-vectors.ts';
import { repeatedToolCall } from './repeated-tool-call.ts';
import { responses } from './responses.ts';
import { retryAnyway } from './retry-anyway.ts';
import { unknownEvent } from './unknown-event.ts';
import { unknownTool } from './unknown-tool.ts';
import { unparsableArguments } from './unparsable-arguments.ts';
import { wrongDimension } from './wrong-dimension.ts';
import { zeroVector } from './zero-vector.ts';

/** The OpenAI API, as its official clients use it. */
export const openai: Protocol = {
  name: 'openai',
  summary:
    'the OpenAI API: chat completions and responses, streamed or not, with tools and structured output; embeddings',
  operations: 'built in',
  faults: [
    insufficientQuota,
    retryAnyway,
    cutAtLength,
    contentFilter,
    refusedAnswer,
    nullContent,
    emptyContent,
    noChoices,
    missingUsage,
    cutArguments,
    unparsableArguments,
    emptyArguments,
    unknownTool,
    repeatedToolCall,
    endlessToolCalls,
    fencedJson,
    chattyJson,
    contentParts,
    failedResponse,
    reasoningOnly,
    unknownEvent,
    chunkWithoutChoices,
    fewerVectors,
    reorderedVectors,
    duplicateIndex,
    nullInVector,
    wrongDimension,
    zeroVector,
    floatsForBase64,
  ],
  open: ({ replies }) => open(replies),
  error: (status, details) => errorReply(status, details),
};

const endpoints: readonly Endpoint[] = [chat, responses, embeddings];

/** What became of a body that was sent before: components ask the same again and again. */
interface Known {
  readonly body: unknown;
  readonly refused: Refusal | undefined;
  ready?: Ready & { readonly seed: number };
}

const kept = 200;

function open(replies: readonly unknown[]): Serve {
  const bodies = new Map<string, Known>();
  const read = (endpoint: Endpoint, bytes: Buffer): Known => {
    const text = bytes.toString();
    const key = `${endpoint.operation} ${text}`;
    const known = bodies.get(key) ?? understood(endpoint, text);
    if (bodies.size >= kept) bodies.clear();
    bodies.set(key, known);
    return known;
  };
  return (request, seed, nonce) => {
    const path = request.target.split('?')[0]!;
    const endpoint = endpoints.find((one) => one.path === path);
    const unread = endpoint ? refusedUnread(request, endpoint) : unknownPath(request, path);
    if (!endpoint || unread) return served(unread!, nonce);
    const { operation } = endpoint;
    const known = read(endpoint, request.body);
    if (known.refused) return served({ status: 400, operation, ...known.refused }, nonce);
    if (known.ready?.seed !== seed) known.ready = { seed, ...endpoint.answer(known.body as never, replies, seed) };
    return { operation, flaws: [], reply: known.ready.reply(nonce), tokens: known.ready.tokens };
  };
}

function understood(endpoint: Endpoint, text: string): Known {
  const body = parsed(text);
  return { body, refused: endpoint.refused(body) };
}

interface Refused extends Refusal {
  readonly status: number;
  readonly operation?: Endpoint['operation'];
}

function served({ status, operation, ...refused }: Refused, nonce: string): Served {
  const { param, code, message } = refused;
  const at = param === null ? (code ?? 'call') : `body/${param.replaceAll(/\d+/g, 'n')}`;
  return { ...(operation ? { operation } : {}), flaws: [{ at, message }], reply: refusalReply(status, refused, nonce) };
}

const plain = { param: null, code: null };

const unknownPath = ({ method }: Received, path: string): Refused => ({
  status: 404,
  message: `Invalid URL (${method} ${path})`,
  ...plain,
});

/** What the API refuses before it looks at the body. */
function refusedUnread({ method, headers }: Received, { operation, path }: Endpoint): Refused | undefined {
  if (method !== 'POST')
    return {
      status: 405,
      operation,
      message: `Not allowed to ${method} on ${path}. (HINT: Perhaps you meant to use a different HTTP method?)`,
      ...plain,
    };
  if (headers.some(([n, v]) => n.toLowerCase() === 'authorization' && /^Bearer \S/.test(v))) return undefined;
  return {
    status: 401,
    operation,
    message:
      "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).",
    ...plain,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
