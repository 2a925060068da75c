import { parsed } from '../parsed.ts';
import { type Protocol, type Received, type Serve, type Served, Unsupported } from '../protocol.ts';
import { remembered } from '../remembered.ts';
import type { MessagesRequest } from './asked.ts';
import { errorReply } from './errors.ts';
import { cutAtLimit } from './fault/cut-at-limit.ts';
import { cutToolInput } from './fault/cut-tool-input.ts';
import { overloaded } from './fault/overloaded.ts';
import { requestTooLarge } from './fault/request-too-large.ts';
import { spendLimitReached } from './fault/spend-limit-reached.ts';
import { stopForRefusal } from './fault/stop-for-refusal.ts';
import { stopWithoutEnd } from './fault/stop-without-end.ts';
import { unknownBlock } from './fault/unknown-block.ts';
import { unknownEvents } from './fault/unknown-events.ts';
import { messageReply, type Spoken, speakTo } from './message.ts';
import type { Refusal } from './refusal.ts';
import { refusal } from './request.ts';

/** Messages of the Anthropic API, streamed or not: text, tools, structured output and thinking. */
export const anthropic: Protocol = {
  name: 'anthropic',
  summary: 'the Anthropic API: messages, streamed or not, with tools, structured output and thinking',
  operations: 'built in',
  faults: [
    overloaded,
    spendLimitReached,
    requestTooLarge,
    stopForRefusal,
    cutToolInput,
    cutAtLimit,
    stopWithoutEnd,
    unknownEvents,
    unknownBlock,
  ],
  open: ({ replies }) => open(replies),
  error: (status, details) => errorReply(status, details),
};

/** What became of a body that was sent before. */
interface Known {
  readonly asked: MessagesRequest | Refusal;
  spoken?: Spoken & { readonly seed: number };
}

function open(replies: readonly unknown[]): Serve {
  const released = remembered((text): Known => ({ asked: understood(text, false) }));
  const beta = remembered((text): Known => ({ asked: understood(text, true) }));
  return (request, seed, nonce) => {
    const refused = refusedUnread(request);
    if (refused) return served(refused, nonce);
    const known = (header(request, 'anthropic-beta') === undefined ? released : beta)(request.body);
    const { asked } = known;
    if ('message' in asked) return served({ status: 400, operation: 'messages', ...asked }, nonce);
    if (known.spoken?.seed !== seed) known.spoken = { seed, ...speakTo(asked, replies, seed) };
    const { usage } = known.spoken;
    return {
      operation: 'messages',
      flaws: [],
      reply: messageReply(asked, known.spoken, nonce),
      tokens: usage.input_tokens + usage.output_tokens,
    };
  };
}

interface Refused extends Refusal {
  readonly status: number;
  readonly operation?: 'messages';
}

function served({ status, operation, at, message }: Refused, nonce: string): Served {
  const place =
    operation === undefined || at === 'call' || at.startsWith('header/') ? at : `body/${at.replaceAll(/\d+/g, 'n')}`;
  return {
    ...(operation ? { operation } : {}),
    flaws: [{ at: place, message }],
    reply: errorReply(status, { nonce, message }),
  };
}

const header = ({ headers }: Received, name: string): string | undefined =>
  headers.find(([n]) => n.toLowerCase() === name)?.[1];

/** What is really there, and has no simulation yet. */
const elsewhere = /^\/v1\/(messages\/(count_tokens|batches)|models|files|complete)\b/;

/** What the API refuses before it looks at the body. */
function refusedUnread(request: Received): Refused | undefined {
  const { method, target } = request;
  const path = target.split('?')[0]!;
  if (elsewhere.test(path)) throw new Unsupported(`${path} is not simulated by this version`);
  if (path !== '/v1/messages') return { status: 404, at: 'call', message: `Not found: ${method} ${path}` };
  const operation = 'messages';
  if (method !== 'POST') return { status: 405, operation, at: 'call', message: 'Method Not Allowed' };
  const refuse = (name: string, status: number, message: string) =>
    ({ status, operation, at: `header/${name}`, message }) as const;
  const key = header(request, 'x-api-key');
  if (!key && !/^Bearer \S/.test(header(request, 'authorization') ?? ''))
    return refuse('x-api-key', 401, 'x-api-key header is required');
  const version = header(request, 'anthropic-version');
  if (version === undefined) return refuse('anthropic-version', 400, 'anthropic-version: header is required');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(version))
    return refuse('anthropic-version', 400, `anthropic-version: "${version}" is not a valid version.`);
  return undefined;
}

function understood(text: string, beta: boolean): MessagesRequest | Refusal {
  const body = parsed(text);
  return refusal(body, beta) ?? (body as MessagesRequest);
}
