import type { Protocol, Received, Serve, Served } from '../protocol.ts';
import { Unsupported } from '../protocol.ts';
import { complete } from './completion.ts';
import { errorReply, refusalReply } from './errors.ts';
import { insufficientQuota } from './insufficient-quota.ts';
import { type ChatRequest, refusal } from './request.ts';

/** Chat completions of the OpenAI API, not streamed: text, tools and structured output. */
export const openai: Protocol = {
  name: 'openai',
  summary: 'the OpenAI API: chat completions with tools and structured output',
  operations: 'built in',
  faults: [insufficientQuota],
  open:
    ({ replies }): Serve =>
    (request, seed, nonce) =>
      serve(request, replies, seed, nonce),
  error: (status, details) => errorReply(status, details),
};

function serve(request: Received, replies: readonly unknown[], seed: number, nonce: string): Served {
  const refuse = (
    status: number,
    message: string,
    param: string | null = null,
    code: string | null = null,
  ): Served => ({
    operation: 'chat',
    flaws: [{ at: param === null ? (code ?? 'call') : `body/${param.replaceAll(/\d+/g, 'n')}`, message }],
    reply: refusalReply(status, { message, param, code }, nonce),
  });
  const path = request.target.split('?')[0]!;
  if (path !== '/v1/chat/completions') {
    const { operation: _, ...unknown } = refuse(404, `Invalid URL (${request.method} ${path})`);
    return unknown;
  }
  if (request.method !== 'POST')
    return refuse(
      405,
      `Not allowed to ${request.method} on ${path}. (HINT: Perhaps you meant to use a different HTTP method?)`,
    );
  if (!request.headers.some(([n, v]) => n.toLowerCase() === 'authorization' && /^Bearer \S/.test(v))) {
    return refuse(
      401,
      "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).",
    );
  }
  const body = parse(request.body);
  const refused = refusal(body);
  if (refused) return refuse(400, refused.message, refused.param, refused.code);
  const chat = body as ChatRequest;
  if (chat.stream === true)
    throw new Unsupported('streamed chat completions (`stream: true`) are not simulated by this version');
  return { operation: 'chat', flaws: [], ...complete(chat, replies, seed, nonce) };
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}
