import { HTTPParser } from 'http-parser-js';
import { type Exchange, Gone } from '../../fault/fault.ts';
import { type Header, mayHaveBody, pieces, type Reply } from '../../fault/reply.ts';
import { sleep, wallTime } from '../../rig/clock.ts';
import { type Break, BrokenConnection } from './broken-connection.ts';

interface Options {
  readonly marker: string;
  readonly seed: number;
  /** The request was a HEAD: replies to it end with their head. */
  readonly headOnly: boolean;
  /** Aborts when the caller gives up. */
  readonly signal: AbortSignal;
  error(status: number, options?: { readonly code?: string }): Reply;
  readonly forget?: () => void;
  /** Default: the clock. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
}

// The caller reads what came before its error; several pauses, as on a socket.
const beforeBreak = [5, 5, 5];
// The parser counts what a reply ends with as the head of the next one, and takes no more than some for a head.
const mostAtOnce = 64 * 1024;
// These belong to a connection, and there is none.
const ofConnections = new Set(['connection', 'keep-alive', 'transfer-encoding']);

/** A fault's hand on one call that was intercepted: what it sends is read as HTTP, and becomes a response. */
export class InterceptedExchange implements Exchange {
  readonly healthy: Reply;
  readonly marker: string;
  readonly seed: number;
  /** Resolves when its head was sent, or the connection broke before. */
  readonly answer: Promise<Response | BrokenConnection>;
  readonly #options: Options;
  readonly #parser = new HTTPParser(HTTPParser.RESPONSE);
  readonly #over = new AbortController();
  readonly #body = new TransformStream<Uint8Array, Uint8Array>();
  readonly #writer = this.#body.writable.getWriter();
  #give!: (answer: Response | BrokenConnection) => void;
  #read: Buffer[] = [];
  #sent = false;
  #begun = false;
  #whole = false;
  detail: string | undefined;

  constructor(healthy: Reply, options: Options) {
    this.healthy = healthy;
    this.marker = options.marker;
    this.seed = options.seed;
    this.#options = options;
    this.answer = new Promise((resolve) => {
      this.#give = resolve;
    });
    const leave = () => this.#leave();
    if (options.signal.aborted) leave();
    else options.signal.addEventListener('abort', leave, { once: true });
    // Also when the caller drops the body.
    this.#writer.closed.catch(leave);
    this.#listen();
  }

  get touched(): boolean {
    return this.#sent;
  }

  error(status: number, options?: { readonly code?: string }): Reply {
    return this.#options.error(status, options);
  }

  forget(): void {
    this.#options.forget?.();
  }

  now(): number {
    return wallTime();
  }

  note(detail: string): void {
    this.detail = detail;
  }

  async send(bytes: Buffer): Promise<void> {
    this.#check();
    this.#sent = true;
    for (let at = 0; at < bytes.length; at += mostAtOnce) {
      const part = bytes.subarray(at, at + mostAtOnce);
      const error = this.#parser.execute(part, 0, part.length);
      if (error instanceof Error) throw error;
      for (const piece of this.#read.splice(0)) await this.#caller(this.#writer.write(piece));
    }
    if (this.#whole) await this.#caller(this.#writer.close());
  }

  async reply(reply: Reply): Promise<void> {
    for (const part of pieces(reply, this.#options.headOnly)) await this.send(part);
    this.end();
  }

  async wait(ms: number): Promise<void> {
    this.#check();
    this.#sent = true;
    await (this.#options.sleep ?? sleep)(ms, this.#over.signal);
    this.#check();
  }

  /** Without a timer: what waits for ever must not keep a test runner from ending. */
  async stall(): Promise<void> {
    this.#check();
    this.#sent = true;
    const { signal } = this.#over;
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    throw new Gone();
  }

  /** A body that is not whole by then leaves the caller waiting. */
  end(): void {}

  async close(): Promise<void> {
    this.#check();
    this.#parser.finish();
    if (this.#whole) await this.#caller(this.#writer.close());
    else await this.break('closed');
  }

  async reset(): Promise<void> {
    await this.break('reset');
  }

  /** The connection breaks: before the head was sent the call fails, and in the body the reading of it. */
  async break(how: Break): Promise<void> {
    if (this.#sent) for (const ms of beforeBreak) await this.wait(ms);
    const error = new BrokenConnection(how);
    this.#give(error);
    if (this.#begun) await this.#writer.abort(new TypeError('terminated', { cause: error }));
  }

  #check(): void {
    if (this.#over.signal.aborted) throw new Gone();
  }

  #leave(): void {
    if (this.#over.signal.aborted) return;
    this.#over.abort();
    this.#give(new BrokenConnection('left'));
    this.#writer.abort(this.#options.signal.reason).catch(() => {});
  }

  /** Waits for the caller to read; it may leave meanwhile. */
  async #caller(read: Promise<void>): Promise<void> {
    await read.catch(() => {
      throw new Gone();
    });
  }

  #listen(): void {
    this.#parser[HTTPParser.kOnHeadersComplete] = (info) => {
      const { statusCode, statusMessage, headers } = info as unknown as Head;
      const bodiless = this.#options.headOnly || !mayHaveBody(statusCode);
      this.#begun = true;
      this.#give(
        new Response(bodiless ? null : this.#body.readable, {
          status: statusCode,
          statusText: statusMessage,
          headers: inPairs(headers).filter(([name]) => !ofConnections.has(name.toLowerCase())) as [string, string][],
        }),
      );
      // The parser's word for a reply that ends with its head.
      return bodiless ? 1 : 0;
    };
    this.#parser[HTTPParser.kOnBody] = (chunk, offset, length) => {
      // Of its own: whoever reads it may keep it, and the bytes of a reply are sent more than once.
      this.#read.push(Buffer.from(chunk.subarray(offset, offset + length)));
    };
    this.#parser[HTTPParser.kOnMessageComplete] = () => {
      this.#whole = true;
    };
  }
}

interface Head {
  readonly statusCode: number;
  readonly statusMessage: string;
  readonly headers: readonly string[];
}

const inPairs = (headers: readonly string[]): Header[] =>
  Array.from({ length: headers.length / 2 }, (_, i) => [headers[2 * i]!, headers[2 * i + 1]!]);
