import type { Protocol, Received, Serve, Served } from '../protocol.ts';
import { Unsupported } from '../protocol.ts';
import { completion, type Spoken, speakTo } from './completion.ts';
import { errorReply, refusalReply } from './errors.ts';
import { insufficientQuota } from './insufficient-quota.ts';
import { type ChatRequest, type Refusal, refusal } from './request.ts';

/** Chat completions of the OpenAI API, streamed or not: text, tools and structured output. */
export const openai: Protocol = {
  name: 'openai',
  summary: 'the OpenAI API: chat completions, streamed or not, with tools and structured output',
  operations: 'built in',
  faults: [insufficientQuota],
  open: ({ replies }) => open(replies),
  error: (status, details) => errorReply(status, details),
};

/** What became of a body that was sent before: components ask the same again and again. */
interface Known {
  readonly asked: ChatRequest | Refusal;
  spoken?: Spoken & { readonly seed: number };
}

const kept = 200;

function open(replies: readonly unknown[]): Serve {
  const bodies = new Map<string, Known>();
  const read = (body: Buffer): Known => {
    const text = body.toString();
    const known = bodies.get(text) ?? { asked: understood(text) };
    if (bodies.size >= kept) bodies.clear();
    bodies.set(text, known);
    return known;
  };
  return (request, seed, nonce) => {
    const refused = refusedUnread(request);
    if (refused) return served(refused, nonce);
    const known = read(request.body);
    const { asked } = known;
    if ('message' in asked) return served({ status: 400, operation: 'chat', ...asked }, nonce);
    if (known.spoken?.seed !== seed) known.spoken = { seed, ...speakTo(asked, replies, seed) };
    const { usage } = known.spoken;
    return {
      operation: 'chat',
      flaws: [],
      reply: completion(asked, known.spoken, nonce),
      tokens: usage.total_tokens,
    };
  };
}

interface Refused extends Refusal {
  readonly status: number;
  readonly operation?: 'chat';
}

function served({ status, operation, ...refused }: Refused, nonce: string): Served {
  const { param, code, message } = refused;
  const at = param === null ? (code ?? 'call') : `body/${param.replaceAll(/\d+/g, 'n')}`;
  return { ...(operation ? { operation } : {}), flaws: [{ at, message }], reply: refusalReply(status, refused, nonce) };
}

/** What the API refuses before it looks at the body. */
function refusedUnread({ method, target, headers }: Received): Refused | undefined {
  const path = target.split('?')[0]!;
  const plain = { param: null, code: null };
  if (path !== '/v1/chat/completions') return { status: 404, message: `Invalid URL (${method} ${path})`, ...plain };
  if (method !== 'POST')
    return {
      status: 405,
      operation: 'chat',
      message: `Not allowed to ${method} on ${path}. (HINT: Perhaps you meant to use a different HTTP method?)`,
      ...plain,
    };
  if (headers.some(([n, v]) => n.toLowerCase() === 'authorization' && /^Bearer \S/.test(v))) return undefined;
  return {
    status: 401,
    operation: 'chat',
    message:
      "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).",
    ...plain,
  };
}

function understood(text: string): ChatRequest | Refusal {
  const body = parsed(text);
  const refused = refusal(body);
  if (refused) return refused;
  const chat = body as ChatRequest;
  if (chat.modalities?.includes('audio'))
    throw new Unsupported('spoken answers (`modalities: ["audio"]`) are not simulated by this version');
  return chat;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
