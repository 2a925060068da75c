import type { Socket } from 'node:net';
import { type Exchange, Gone } from '../../fault/fault.ts';
import { type Header, pieces, type Reply } from '../../fault/reply.ts';
import type { SentReply } from '../../observation/observation.ts';
import { now, sleep, wallTime } from '../clock.ts';

// Data that arrives together with a reset may be thrown away by the receiver's system, or hide the reset; the pauses
// let it be read. Several: a single one may be over at once where this process itself was held up.
const beforeReset = [5, 5, 5];
// What a component leaves unread is counted in pieces of this size.
const piece = 64 * 1024;

interface Options {
  readonly marker: string;
  readonly seed: number;
  /** The request was a HEAD: replies to it end with their head. */
  readonly headOnly: boolean;
  error(status: number, options?: { readonly code?: string }): Reply;
  readonly forget?: () => void;
}

/** A fault's hand on one call, on a real socket. Records what left it. */
export class SocketExchange implements Exchange {
  readonly healthy: Reply;
  readonly marker: string;
  readonly seed: number;
  readonly #socket: Socket;
  readonly #options: Options;
  readonly #over = new AbortController();
  readonly #leave = () => this.#over.abort();
  #waited = 0;
  #bytes = 0;
  #head = '';
  #end: SentReply['end'] = 'open';
  #ended = 0;
  #dropped = false;
  /** The fault has begun to show: a byte was sent, or the component was kept waiting. */
  touched = false;
  detail: string | undefined;
  /** The marker stood in what was sent. */
  marked = false;

  constructor(socket: Socket, healthy: Reply, options: Options) {
    this.#socket = socket;
    this.#options = options;
    this.healthy = healthy;
    this.marker = options.marker;
    this.seed = options.seed;
    socket.once('close', this.#leave);
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
    for (let at = 0; at < bytes.length; at += piece) await this.#write(bytes.subarray(at, at + piece));
  }

  async reply(reply: Reply): Promise<void> {
    for (const part of pieces(reply, this.#options.headOnly)) await this.send(part);
    this.end();
  }

  #check(): void {
    if (this.#over.signal.aborted || !this.#socket.writable) throw new Gone();
    this.touched = true;
  }

  async #write(bytes: Buffer): Promise<void> {
    this.#check();
    // Before the bytes leave: what the component does next cannot seem to come too early.
    this.#ended = now();
    await new Promise<void>((resolve, reject) => {
      const gone = () => reject(new Gone());
      this.#over.signal.addEventListener('abort', gone, { once: true });
      this.#socket.write(bytes, (error) => {
        this.#over.signal.removeEventListener('abort', gone);
        if (error) return gone();
        this.#sent(bytes);
        resolve();
      });
    });
  }

  #sent(bytes: Buffer): void {
    if (!this.healthy.bare && !endOfHead.test(this.#head))
      this.#head = withoutInterim(this.#head + bytes.toString('latin1'));
    this.#bytes += bytes.length;
    this.marked ||= bytes.includes(this.marker);
  }

  async wait(ms: number): Promise<void> {
    this.#check();
    const began = now();
    // A timer may be a little early.
    for (let left = ms; left > 0 && !this.#over.signal.aborted; left = began + ms - now())
      await sleep(left, this.#over.signal);
    this.#waited += now() - began;
    if (this.#over.signal.aborted) throw new Gone();
  }

  async stall(): Promise<void> {
    await this.wait(2 ** 31 - 1);
  }

  end(): void {
    this.#end = 'complete';
  }

  async close(): Promise<void> {
    this.#check();
    if (this.#end !== 'complete') this.#finish('closed');
    this.#socket.end();
  }

  async reset(): Promise<void> {
    if (this.#bytes > 0) for (const ms of beforeReset) await this.wait(ms);
    this.#check();
    this.#finish('reset');
    this.#socket.resetAndDestroy();
  }

  #finish(end: 'closed' | 'reset'): void {
    this.#end = end;
    this.#ended = now();
  }

  /** The case is over: whatever the component still waits for here will not come. */
  drop(): void {
    if (this.#end !== 'open') return;
    this.#dropped = true;
    this.#over.abort();
    this.#socket.resetAndDestroy();
  }

  /** What left the socket; times on the rig's clock. `abandoned`: the component was gone before the end. */
  sent(): SentReply & { readonly waited: number } {
    this.#socket.off('close', this.#leave);
    const end = this.#end === 'open' && !this.#dropped ? 'abandoned' : this.#end;
    const ended = end === 'abandoned' || end === 'open' ? now() : this.#ended;
    return {
      ...(this.healthy.bare ? { headers: [] } : read(this.#head)),
      bytes: this.#bytes,
      end,
      ended,
      waited: this.#waited,
    };
  }
}

const endOfHead = /\r?\n\r?\n/;
const interimHead = /^HTTP\/1\.1 1(?!01)\d\d .*?\r\n\r\n/s;

/** What was sent after its 1xx replies: the head that counts. */
function withoutInterim(sent: string): string {
  let rest = sent;
  for (let head = interimHead.exec(rest); head; head = interimHead.exec(rest)) rest = rest.slice(head[0].length);
  return rest;
}

/** Status and headers, if the whole head was sent. */
function read(sent: string): Pick<SentReply, 'status' | 'headers'> {
  const length = sent.search(endOfHead);
  if (length < 0) return { headers: [] };
  const [first, ...lines] = sent.slice(0, length).split(/\r?\n/);
  const headers = lines.map((line): Header => {
    const colon = line.indexOf(': ');
    return [line.slice(0, colon), line.slice(colon + 2)];
  });
  const status = /^HTTP\/1\.1 (\d{3})(?: |$)/.exec(first!)?.[1];
  return { ...(status === undefined ? {} : { status: Number(status) }), headers };
}
