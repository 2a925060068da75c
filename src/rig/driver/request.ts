import { Client, errors } from 'undici';
import type { Answered, Headers, Sending } from '../../observation/observation.ts';
import { now } from '../clock.ts';
import { type FormatOf, Incoming } from './incoming.ts';

export interface ToSend {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: Headers;
  readonly body: Buffer | undefined;
  readonly sending?: Sending;
}

export interface Delivery {
  /** Milliseconds until the answer is waited for no longer. */
  readonly patience: number;
  /** What times count from; default: now. */
  readonly origin?: number;
  readonly signal?: AbortSignal;
  readonly formatOf?: FormatOf;
}

/**
 * Sends one request on a connection of its own and reads the answer to its last byte. Times count from `origin`, by
 * default from now. A connection that was used before could be closed by the component just as it is used again.
 */
export async function send(
  address: string,
  request: ToSend,
  { patience, origin = now(), signal, formatOf }: Delivery,
): Promise<Answered> {
  const incoming = new Incoming(origin, formatOf);
  const client = new Client(address, {
    pipelining: 1,
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: { timeout: patience },
  });
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), patience);
  try {
    const { statusCode, headers, body } = await client.request({
      method: request.method as 'GET',
      path: request.target,
      headers: request.headers.flat() as string[],
      ...(request.body ? { body: request.body } : {}),
      signal: signal ? AbortSignal.any([timeout.signal, signal]) : timeout.signal,
      responseHeaders: 'raw',
    });
    incoming.begin(statusCode, pairs(headers as unknown as (string | Buffer)[]));
    if (incoming.streamed) for await (const chunk of body) incoming.take(chunk);
    else incoming.take(Buffer.from(await body.arrayBuffer()));
    return incoming.whole();
  } catch (error) {
    const ended = now() - origin;
    if (timeout.signal.aborted) return incoming.none(timedOut(ended));
    return incoming.none({ why: 'failed', detail: describe(error), ended });
  } finally {
    clearTimeout(timer);
    client.destroy().catch(() => {});
  }
}

/** Answered with 2xx. */
export const isSuccess = (answer: Answered): boolean =>
  answer.kind === 'response' && typeof answer.status === 'number' && answer.status >= 200 && answer.status < 300;

/** `ended`: after how many milliseconds. */
export const timedOut = (ended: number) =>
  ({ why: 'timeout', detail: `no whole answer within ${Math.round(ended)} ms`, ended }) as const;

export function pairs(raw: readonly (string | Buffer)[]): Headers {
  const headers: [string, string][] = [];
  for (let i = 0; i + 1 < raw.length; i += 2) headers.push([String(raw[i]), String(raw[i + 1])]);
  return headers;
}

export function describe(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (error instanceof errors.SocketError) return 'the connection was closed before the answer was complete';
  if (code === 'ECONNRESET') return 'the connection was reset before the answer was complete';
  if (code === 'ECONNREFUSED') return 'the connection was refused';
  return message || String(error);
}
