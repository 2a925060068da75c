import { parsed } from '../parsed.ts';
import type { Protocol, Received, Serve, Served } from '../protocol.ts';
import { remembered } from '../remembered.ts';
import { chat } from './chat.ts';
import { embeddings } from './embeddings.ts';
import type { Endpoint, Ready } from './endpoint.ts';
import { errorReply, refusalReply } from './errors.ts';
import { chattyJson } from './fault/chatty-json.ts';
import { chunkWithoutChoices } from './fault/chunk-without-choices.ts';
import { contentFilter } from './fault/content-filter.ts';
import { contentParts } from './fault/content-parts.ts';
import { cutArguments } from './fault/cut-arguments.ts';
import { cutAtLength } from './fault/cut-at-length.ts';
import { emptyArguments } from './fault/empty-arguments.ts';
import { emptyContent } from './fault/empty-content.ts';
import { endlessToolCalls } from './fault/endless-tool-calls.ts';
import { failedResponse } from './fault/failed-response.ts';
import { fencedJson } from './fault/fenced-json.ts';
import { fewerVectors } from './fault/fewer-vectors.ts';
import { floatsForBase64 } from './fault/floats-for-base64.ts';
import { insufficientQuota } from './fault/insufficient-quota.ts';
import { missingUsage } from './fault/missing-usage.ts';
import { noChoices } from './fault/no-choices.ts';
import { nullContent } from './fault/null-content.ts';
import { nullInVector } from './fault/null-in-vector.ts';
import { reasoningOnly } from './fault/reasoning-only.ts';
import { refusedAnswer } from './fault/refused-answer.ts';
import { reorderedVectors } from './fault/reordered-vectors.ts';
import { repeatedToolCall } from './fault/repeated-tool-call.ts';
import { retryAnyway } from './fault/retry-anyway.ts';
import { unknownEvent } from './fault/unknown-event.ts';
import { unknownTool } from './fault/unknown-tool.ts';
import { unparsableArguments } from './fault/unparsable-arguments.ts';
import { vectorsShareIndex } from './fault/vectors-share-index.ts';
import { wrongDimension } from './fault/wrong-dimension.ts';
import { zeroVector } from './fault/zero-vector.ts';
import type { Refusal } from './refusal.ts';
import { responses } from './responses.ts';

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
    vectorsShareIndex,
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

function open(replies: readonly unknown[]): Serve {
  const readers = new Map(endpoints.map((one) => [one, remembered((text) => understood(one, text))]));
  return (request, seed, nonce) => {
    const path = request.target.split('?')[0]!;
    const endpoint = endpoints.find((one) => one.path === path);
    const unread = endpoint ? refusedUnread(request, endpoint) : unknownPath(request, path);
    if (!endpoint || unread) return served(unread!, nonce);
    const { operation } = endpoint;
    const known = readers.get(endpoint)!(request.body);
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
