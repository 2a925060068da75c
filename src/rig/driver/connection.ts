import { Client, errors } from 'undici';
import type { Answered } from '../../observation/observation.ts';
import { now } from '../clock.ts';
import { Incoming } from './incoming.ts';
import { type Delivery, describe, pairs, type ToSend, timedOut } from './request.ts';

/** What came of a request on a connection that is kept. */
export interface Exchanged {
  readonly answer: Answered;
  /** The connection had carried a request before. */
  readonly reused: boolean;
  /** Nothing came that could be an answer: of a connection that was reused, this says nothing about the component. */
  readonly silent: boolean;
}

/** What requests go over one after the other. */
export type Connection = Pick<KeptConnection, 'send' | 'drop' | 'opened' | 'outOfStep'>;

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
    { patience, origin, signal, formatOf }: Delivery & { readonly origin: number },
  ): Promise<Exchanged> {
    this.#client ??= this.#open(patience);
    const client = this.#client;
    return new Promise((resolve) => {
      const incoming = new Incoming(origin, formatOf);
      let reused = false;
      let begun = false;
      const timer = setTimeout(() => {
        end(incoming.none(timedOut(now() - origin)));
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
            if (status < 200) return;
            begun = true;
            incoming.begin(status, pairs(rawHeaders as (string | Buffer)[]));
          },
          onResponseData: (_, chunk) => incoming.take(chunk),
          onResponseEnd: () => {
            this.#answered++;
            end(incoming.whole());
          },
          onResponseError: (_, error) => {
            end(
              incoming.none({ why: 'failed', detail: describe(error), ended: now() - origin }),
              !begun && !isStrange(error),
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
