import { Client, errors } from 'undici';
import { toBody } from '../../observation/body.ts';
import type { Answered } from '../../observation/observation.ts';
import { now } from '../clock.ts';
import { describe, pairs, type ToSend, timedOut } from './request.ts';

/** What came of a request on a connection that is kept. */
export interface Exchanged {
  readonly answer: Answered;
  /** The connection had carried a request before. */
  readonly reused: boolean;
  /** Nothing came that could be an answer: of a connection that was reused, this says nothing about the component. */
  readonly silent: boolean;
}

/**
 * Sends one request after the other over a connection that stays open, for as long as nothing about it is doubtful: it
 * is given up after an answer that fails, comes too late or asks for it. The next request then opens another one.
 */
export class KeptConnection {
  readonly #address: string;
  #client: Client | undefined;
  #answered = 0;
  #opened = 0;
  #outOfStep = false;

  constructor(address: string) {
    this.#address = address;
  }

  /** Connections that were opened so far. */
  get opened(): number {
    return this.#opened;
  }

  /** Something came that answers no request: which answer belonged to which request is not known of any of them. */
  get outOfStep(): boolean {
    return this.#outOfStep;
  }

  send(
    request: ToSend,
    { patience, origin, signal }: { patience: number; origin: number; signal?: AbortSignal },
  ): Promise<Exchanged> {
    this.#client ??= this.#open(patience);
    const client = this.#client;
    return new Promise((resolve) => {
      const chunks: Buffer[] = [];
      let reused = false;
      let head: { status: number; headers: (string | Buffer)[] } | undefined;
      const timer = setTimeout(() => {
        end({ kind: 'none', ...timedOut(now() - origin) });
        this.drop();
      }, patience);
      const leave = () => this.drop();
      signal?.addEventListener('abort', leave, { once: true });
      const end = (answer: Answered, silent = false) => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', leave);
        resolve({ answer, reused, silent });
      };
      const { method, target: path, headers, body } = request;
      client.dispatch(
        { method: method as 'GET', path, headers: headers.flat() as string[], ...(body ? { body } : {}) },
        {
          onRequestStart: () => {
            reused = this.#answered > 0;
          },
          onResponseStart: ({ rawHeaders }, status) => {
            if (status >= 200) head = { status, headers: rawHeaders as (string | Buffer)[] };
          },
          onResponseData: (_, chunk) => chunks.push(chunk),
          onResponseEnd: () => {
            this.#answered++;
            const bytes = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
            const { status, headers } = head!;
            end({ kind: 'response', status, headers: pairs(headers), body: toBody(bytes), ended: now() - origin });
          },
          onResponseError: (_, error) => {
            end(
              { kind: 'none', why: 'failed', detail: describe(error), ended: now() - origin },
              head === undefined && !isStrange(error),
            );
          },
        },
      );
    });
  }

  /** Closes the connection, and fails what is under way. */
  drop(): void {
    this.#client?.destroy().catch(() => {});
    this.#client = undefined;
    this.#answered = 0;
  }

  #open(patience: number): Client {
    const client = new Client(this.#address, {
      pipelining: 1,
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: { timeout: patience },
    });
    client.on('connect', () => {
      this.#opened++;
      this.#answered = 0;
    });
    client.on('disconnect', (_, __, error) => {
      if (client !== this.#client) return;
      this.#outOfStep ||= this.#answered > 0 && isStrange(error);
      this.#answered = 0;
    });
    return client;
  }
}

/** Bytes that are no answer to what was asked. */
const isStrange = (error: Error) => error instanceof errors.HTTPParserError || error.message === 'bad response';
