import type { Socket } from 'node:net';
import { type Exchange, Gone } from '../../fault/fault.ts';
import { type Reply, render } from '../../fault/reply.ts';
import type { SentReply } from '../../observation/observation.ts';
import { now, sleep, wallTime } from '../clock.ts';

/** Why a fault could not be played on a reply. */
export class Impossible extends Error {}

// Data that arrives together with a reset may be thrown away by the receiver's system; the pause lets it be read.
const beforeReset = 15;

/** A fault's hand on one call, on a real socket. Records what left it. */
export class SocketExchange implements Exchange {
  readonly healthy: Reply;
  readonly marker: string;
  readonly seed: number;
  readonly #socket: Socket;
  readonly #error: (status: number, code?: string) => Reply;
  readonly #over: AbortController;
  readonly #left: () => void;
  #waited = 0;
  #bytes = 0;
  #sent: Reply | undefined;
  #end: SentReply['end'] = 'open';
  #ended = 0;
  /** The fault has begun to show: a byte was sent, or the component was kept waiting. */
  touched = false;
  detail: string | undefined;
  /** The marker stood in something that could be sent. */
  marked: boolean;

  constructor(
    socket: Socket,
    healthy: Reply,
    options: { marker: string; seed: number; error: (status: number, code?: string) => Reply; over: AbortController },
  ) {
    this.#socket = socket;
    this.healthy = healthy;
    this.marker = options.marker;
    this.seed = options.seed;
    this.#error = options.error;
    this.#over = options.over;
    this.marked = healthy.body.includes(options.marker);
    this.#left = () => this.#over.abort();
    socket.once('close', this.#left);
  }

  error(status: number, { code }: { readonly code?: string } = {}): Reply {
    this.marked = true;
    return this.#error(status, code);
  }

  now(): number {
    return wallTime();
  }

  note(detail: string): void {
    this.detail = detail;
  }

  impossible(why: string): never {
    throw new Impossible(why);
  }

  async send(bytes: Buffer): Promise<void> {
    this.#sent ??= this.healthy;
    this.touched = true;
    await this.#write(bytes);
  }

  async reply(reply: Reply): Promise<void> {
    this.#sent = reply;
    this.touched = true;
    await this.#write(render(reply));
    this.end();
  }

  async #write(bytes: Buffer): Promise<void> {
    if (this.#over.signal.aborted || !this.#socket.writable) throw new Gone();
    // Before the bytes leave: what the component does next cannot seem to come too early.
    this.#ended = now();
    await new Promise<void>((resolve, reject) => {
      const gone = () => reject(new Gone());
      this.#over.signal.addEventListener('abort', gone, { once: true });
      this.#socket.write(bytes, (error) => {
        this.#over.signal.removeEventListener('abort', gone);
        if (error) return gone();
        this.#bytes += bytes.length;
        resolve();
      });
    });
  }

  async wait(ms: number): Promise<void> {
    if (this.#over.signal.aborted) throw new Gone();
    this.touched = true;
    const began = now();
    await sleep(ms, this.#over.signal);
    this.#waited += now() - began;
    if (this.#over.signal.aborted) throw new Gone();
  }

  async stall(): Promise<void> {
    await this.wait(2 ** 31 - 1);
  }

  end(): void {
    this.#finish('complete');
  }

  async close(): Promise<void> {
    this.#finish('closed');
    this.#socket.end();
  }

  async reset(): Promise<void> {
    if (this.#bytes > 0) await this.wait(beforeReset);
    if (this.#socket.destroyed) throw new Gone();
    this.#finish('reset');
    this.#socket.resetAndDestroy();
  }

  #finish(end: SentReply['end']): void {
    this.#end = end;
    if (end !== 'complete') this.#ended = now();
  }

  /** The case is over: whatever the component still waits for here will not come. */
  drop(): void {
    if (this.#end === 'open') this.#socket.resetAndDestroy();
  }

  /** What left the socket; times on the rig's clock. `abandoned`: the component was gone before the end. */
  sent(caseIsOver: boolean): SentReply & { readonly waited: number } {
    this.#socket.off('close', this.#left);
    const end = this.#end === 'open' && !caseIsOver ? 'abandoned' : this.#end;
    const ended = end === 'abandoned' || end === 'open' ? now() : this.#ended;
    const head =
      this.#sent && this.#bytes > 0 ? { status: this.#sent.status, headers: this.#sent.headers } : { headers: [] };
    return { ...head, bytes: this.#bytes, end, ended, waited: this.#waited };
  }
}
