import type { Operation, StreamFormat } from '../../contract/contract.ts';
import { type Head, streamedBy } from '../../contract/head.ts';
import { toBody } from '../../observation/body.ts';
import { type Headers, header, type NoAnswer, type Response } from '../../observation/observation.ts';
import type { SeenStream } from '../../observation/stream.ts';
import { now } from '../clock.ts';
import { EventLog } from './stream/event-log.ts';
import type { EventReader } from './stream/event-reader.ts';
import { eventReaders } from './stream/index.ts';
import { TextPieces } from './stream/text-pieces.ts';

/** How an answer with these first lines comes; undefined: as one whole. */
export type FormatOf = (head: Head) => StreamFormat | undefined;

export const formatsOf =
  (operation: Operation): FormatOf =>
  (head) =>
    streamedBy(operation, head)?.stream?.format;

/** An answer while it comes; of a streamed one, each event with its time. Times count from `origin`. */
export class Incoming {
  readonly #origin: number;
  readonly #formatOf: FormatOf | undefined;
  readonly #pieces: Buffer[] = [];
  readonly #log = new EventLog();
  readonly #texts = new TextPieces(() => this.#log.flaw('it has bytes that are no UTF-8'));
  #status = 0;
  #headers: Headers = [];
  #format: StreamFormat | undefined;
  #events: EventReader | undefined;

  constructor(origin: number, formatOf: FormatOf | undefined) {
    this.#origin = origin;
    this.#formatOf = formatOf;
  }

  /** It comes as a stream of events. */
  get streamed(): boolean {
    return this.#events !== undefined;
  }

  /** Events that came so far. */
  get events(): number {
    return this.#log.count;
  }

  /** Its first lines are there. */
  begin(status: number, headers: Headers): void {
    this.#status = status;
    this.#headers = headers;
    this.#format = this.#formatOf?.({ status, header: (name) => header(headers, name) });
    if (this.#format) this.#events = eventReaders[this.#format](this.#log);
  }

  take(bytes: Buffer): void {
    this.#pieces.push(bytes);
    this.#events?.take(this.#texts.take(bytes), now() - this.#origin);
  }

  /** All of it is there. */
  whole(): Response {
    return { kind: 'response', ...this.#soFar('complete'), ended: now() - this.#origin };
  }

  /** Nothing more will come, or is waited for. */
  none(none: Omit<NoAnswer, 'kind' | 'begun'>): NoAnswer {
    const ends = { failed: 'cut', timeout: 'stalled', left: 'left' } as const;
    const { stream, ...begun } = this.#soFar(ends[none.why]);
    return { kind: 'none', ...none, ...(stream ? { begun: { ...begun, stream } } : {}) };
  }

  #soFar(end: SeenStream['end']): Pick<Response, 'status' | 'headers' | 'body' | 'stream'> {
    const [only = Buffer.alloc(0), ...more] = this.#pieces;
    const body = toBody(more.length === 0 ? only : Buffer.concat(this.#pieces));
    const head = { status: this.#status, headers: this.#headers, body };
    if (!this.#events || !this.#format) return head;
    if (end === 'complete') this.#events.take(this.#texts.end(), now() - this.#origin);
    this.#events.end();
    return { ...head, stream: this.#log.seen(this.#format, end) };
  }
}
