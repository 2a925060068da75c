import type { Socket } from 'node:net';
import type { Arrival, Proof } from '../../fault/arrival.ts';
import { Gone } from '../../fault/fault.ts';
import type { Reply } from '../../fault/reply.ts';
import { now, sleep } from '../clock.ts';
import type { SecureSocket } from '../tls/secure-socket.ts';

interface Options {
  error(status: number): Reply;
  /** Begins a handshake; undefined where TLS is not spoken. */
  secured(raw: Socket, proof: Proof): SecureSocket | undefined;
  /** Hears requests on it. */
  serve(line: Socket): void;
}

/** A fault's hand on a connection that was just accepted. */
export class SocketArrival implements Arrival {
  readonly began = now();
  readonly #raw: Socket;
  readonly #options: Options;
  readonly #over = new AbortController();
  #line: Socket;
  #secure: SecureSocket | undefined;
  #served = false;
  #proof: Proof = 'valid';
  /** Milliseconds that it was held up, as measured. */
  waited = 0;
  /** The fault has begun to show. */
  touched = false;
  /** Why the component broke the handshake off, in the words of its alert. */
  alert: string | undefined;

  constructor(raw: Socket, options: Options) {
    this.#raw = raw;
    this.#line = raw;
    this.#options = options;
    raw.pause();
    raw.on('error', () => raw.destroy());
    raw.once('close', () => this.#over.abort());
  }

  /** Where it is read and written: with TLS not the connection itself. */
  get line(): Socket {
    return this.#line;
  }

  error(status: number): Reply {
    return this.#options.error(status);
  }

  async wait(ms: number): Promise<void> {
    this.#check();
    this.touched = true;
    const began = now();
    await sleep(ms, this.#over.signal);
    this.waited += now() - began;
    this.#check();
  }

  async stall(): Promise<void> {
    await this.wait(2 ** 31 - 1);
  }

  async heard(): Promise<void> {
    this.#check();
    await this.#until((done) => this.#line.once('data', done).resume());
    this.#line.pause();
  }

  async send(bytes: Buffer): Promise<void> {
    this.#check();
    this.touched = true;
    await this.#until((done) => this.#line.write(bytes, () => done()));
  }

  async close(): Promise<void> {
    this.#check();
    this.touched = true;
    this.#line.destroySoon();
  }

  async reset(): Promise<void> {
    this.#check();
    this.touched = true;
    this.#raw.resetAndDestroy();
  }

  async secure(): Promise<void> {
    this.#check();
    const secure = this.#shakeHands('valid');
    if (secure) await this.#until((done) => secure.once('secure', done));
  }

  async serve(proof: Proof = 'valid'): Promise<void> {
    this.#check();
    this.touched = true;
    this.#served = true;
    this.#proof = proof;
    if (!this.#secure) this.#shakeHands(proof);
    this.#options.serve(this.#line);
    this.#line.resume();
  }

  /** The case is over. Says whether it dropped the connection: it does not if that became one as any other. */
  drop(): boolean {
    const drops = !(this.#served && this.#proof === 'valid') && !this.#raw.destroyed;
    this.#over.abort();
    if (drops) this.#raw.resetAndDestroy();
    return drops;
  }

  #shakeHands(proof: Proof): SecureSocket | undefined {
    const secure = this.#options.secured(this.#raw, proof);
    if (!secure) return undefined;
    secure.on('error', (error: Error & { reason?: string }) => {
      this.alert ??= error.reason;
    });
    this.#secure = secure;
    this.#line = secure;
    return secure;
  }

  /** Throws `Gone` if the connection ends before that. */
  async #until(happens: (done: () => void) => void): Promise<void> {
    const { signal } = this.#over;
    await new Promise<void>((resolve, reject) => {
      const gone = () => reject(new Gone());
      signal.addEventListener('abort', gone, { once: true });
      happens(() => {
        signal.removeEventListener('abort', gone);
        resolve();
      });
    });
  }

  #check(): void {
    if (this.#over.signal.aborted) throw new Gone();
  }
}
