import type { Clean, Mess, Messed } from './mess.ts';
import type { RawRequest } from './request.ts';

// What a model writes as arguments: no client passes on megabytes, and no reader of lines is made for them.
const longest = 1024 * 1024;

/**
 * Every place where a kind fits a request. Of the call of a tool, its arguments can be changed, as long as they are an
 * object on one line, and no longer than any model writes: all else is the client's, and no caller has it in hand. It can be sent twice, and be cancelled.
 */
export function* applied(mess: Mess, clean: Clean): Generator<Messed> {
  const isTool = clean.operation.call.method === 'tool';
  for (const messed of mess.apply(clean)) if (!isTool || isToolCall(clean.request, messed.request)) yield messed;
}

function isToolCall(clean: RawRequest, { method, target, headers, body, sending }: RawRequest): boolean {
  const { cuts, chunked, leaves } = sending ?? {};
  if (cuts || chunked || leaves === 'within the body' || leaves === 'at an event') return false;
  if (method !== clean.method || target !== clean.target || !hasSame(headers, clean.headers)) return false;
  return body === clean.body || isObjectOnALine(body);
}

const hasSame = (a: RawRequest['headers'], b: RawRequest['headers']) => JSON.stringify(a) === JSON.stringify(b);

function isObjectOnALine(body: Buffer | undefined): boolean {
  if (!body || body.length > longest || body.includes('\n') || body.includes('\r')) return false;
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body));
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
