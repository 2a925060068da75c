import { parsed } from '../parsed.ts';
import { type Protocol, type Received, type Serve, type Served, Unsupported } from '../protocol.ts';
import { remembered } from '../remembered.ts';
import type { GenerateRequest } from './asked.ts';
import { contentReply, type Generated, generate } from './content.ts';
import { asEvents, asList, type Writing } from './content-stream.ts';
import { errorReply, refusalReply } from './errors.ts';
import { blockedPrompt } from './fault/blocked-prompt.ts';
import { cutAtMaxTokens } from './fault/cut-at-max-tokens.ts';
import { emptyStop } from './fault/empty-stop.ts';
import { finishedForSafety } from './fault/finished-for-safety.ts';
import { malformedFunctionCall } from './fault/malformed-function-call.ts';
import { modelUnavailable } from './fault/model-unavailable.ts';
import { noCandidates } from './fault/no-candidates.ts';
import { quotaWithRetryInfo } from './fault/quota-with-retry-info.ts';
import { thoughtToTheEnd } from './fault/thought-to-the-end.ts';
import type { Refusal } from './refusal.ts';
import { refusal } from './request.ts';
import { asDocumented } from './spelling.ts';

/** Content of the Gemini API, streamed or not: text, functions, structured output and thoughts. */
export const gemini: Protocol = {
  name: 'gemini',
  summary: 'the Gemini API: generated content, streamed or not, with functions, structured output and thoughts',
  operations: 'built in',
  faults: [
    modelUnavailable,
    quotaWithRetryInfo,
    blockedPrompt,
    noCandidates,
    emptyStop,
    finishedForSafety,
    thoughtToTheEnd,
    cutAtMaxTokens,
    malformedFunctionCall,
  ],
  open: ({ replies }) => open(replies),
  error: (status, details) => errorReply(status, details),
};

/** What became of a body that was sent to a model before. */
interface Known {
  readonly asked: GenerateRequest | Refusal;
  generated?: Generated & { readonly seed: number };
}

function open(replies: readonly unknown[]): Serve {
  const models = new Map<string, (body: Buffer) => Known>();
  const read = (model: string): ((body: Buffer) => Known) => {
    const known = models.get(model) ?? remembered((text): Known => ({ asked: understood(text, model) }));
    models.set(model, known);
    return known;
  };
  return (request, seed, nonce) => {
    const called = calledBy(request);
    if ('status' in called) return served(called, nonce);
    const { model, writing } = called;
    const known = read(model)(request.body);
    const { asked } = known;
    if ('message' in asked) return served({ status: 400, operation: 'generate', ...asked }, nonce);
    if (known.generated?.seed !== seed) known.generated = { seed, ...generate(asked, model, replies, seed) };
    return {
      operation: 'generate',
      flaws: [],
      reply: contentReply(known.generated, model, nonce, writing),
      tokens: known.generated.usage.totalTokenCount,
    };
  };
}

interface Refused extends Refusal {
  readonly status: number;
  readonly operation?: 'generate';
}

function served({ status, operation, ...refused }: Refused, nonce: string): Served {
  const { at, message } = refused;
  const place = at === 'call' || at === 'key' ? at : `body/${at.replaceAll(/\d+/g, 'n')}`;
  return {
    ...(operation ? { operation } : {}),
    flaws: [{ at: place, message: message.trim() }],
    reply: refusalReply(status, refused, nonce),
  };
}

const method = /^\/v1(?:alpha|beta)?\/(?:models|tunedModels)\/([^/:]+):(\w+)$/;
/** What is really there, and has no simulation yet. */
const elsewhere =
  /^\/v1(alpha|beta)?\/(models(\/[^/:]+)?$|models\/[^/:]+:(count|embed|batch)|files|cachedContents|upload)/;

interface Called {
  readonly model: string;
  /** The reply is to be streamed, and how. */
  readonly writing?: Writing;
}

/** The model that is asked, or what the API refuses before it looks at the body. */
function calledBy(request: Received): Called | Refused {
  const [path, query = ''] = request.target.split('?') as [string, string?];
  if (elsewhere.test(path)) throw new Unsupported(`${path} is not simulated by this version`);
  const [, model, wanted = ''] = method.exec(path) ?? [];
  if (model === undefined || !/^(g|streamG)enerateContent$/.test(wanted) || request.method !== 'POST')
    return { status: 404, at: 'call', message: `Not found: ${request.method} ${path}` };
  if (!hasKey(request, query)) return unregistered;
  const name = decodeURIComponent(model);
  if (wanted === 'generateContent') return { model: name };
  return { model: name, writing: new URLSearchParams(query).get('alt') === 'sse' ? asEvents : asList };
}

const unregistered: Refused = {
  status: 403,
  operation: 'generate',
  at: 'key',
  message:
    "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.",
};

function hasKey({ headers }: Received, query: string): boolean {
  const header = (name: string) => headers.find(([n]) => n.toLowerCase() === name)?.[1] ?? '';
  return (
    header('x-goog-api-key') !== '' ||
    /^Bearer \S/.test(header('authorization')) ||
    Boolean(new URLSearchParams(query).get('key'))
  );
}

function understood(text: string, model: string): GenerateRequest | Refusal {
  const body = asDocumented(parsed(text));
  return refusal(body, model) ?? (body as GenerateRequest);
}
