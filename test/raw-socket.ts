import { connect, type Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { connect as shakeHands } from 'node:tls';

/** How the other side left a connection: not at all, in order (FIN), or with a reset (RST). */
export type Left = 'stays' | 'fin' | 'reset';

const patience = 20_000;
const parts = 8;
const decrypting = 20;

/** A connection of which every byte, and its end, is kept in the order in which they came. */
export class RawSocket {
  readonly #socket: Socket;
  /** What is said on it: with TLS another thing than what goes over it. */
  readonly #line: Duplex;
  readonly #chunks: Buffer[] = [];
  #left: Left = 'stays';
  #changed = () => {};

  private constructor(socket: Socket, line: Duplex = socket) {
    this.#socket = socket;
    this.#line = line;
    line.on('data', (chunk: Buffer) => this.#note(() => this.#chunks.push(chunk)));
    line.on('end', () => this.#note(() => this.#leave('fin')));
    if (line !== socket) line.on('error', () => {});
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ECONNRESET') return;
      const reset = () => this.#note(() => this.#leave('reset'));
      // What came before it is still being decrypted in this process.
      if (line === socket) reset();
      else setTimeout(reset, decrypting);
    });
  }

  /** Connects to a loopback port, with TLS where a CA is given; rejects with the system's error. */
  static async to(port: number, ca?: string): Promise<RawSocket> {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true, allowHalfOpen: true });
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    });
    if (ca === undefined) return new RawSocket(socket);
    const line = shakeHands({ socket: carrier(socket), ca });
    const raw = new RawSocket(socket, line);
    await new Promise<void>((resolve, reject) => {
      line.once('secureConnect', resolve);
      line.once('error', reject);
    });
    return raw;
  }

  get bytes(): Buffer {
    return Buffer.concat(this.#chunks);
  }

  get left(): Left {
    return this.#left;
  }

  /** Resolves when the bytes have left. */
  async send(bytes: Buffer | string): Promise<void> {
    await new Promise((resolve) => this.#line.write(bytes, resolve));
  }

  /** Resolves as soon as `done` says so of what was seen; rejects if it never does. */
  async until(done: (seen: RawSocket) => boolean): Promise<void> {
    const timer = setTimeout(() => this.#changed(), patience);
    const began = process.hrtime.bigint();
    try {
      while (!done(this)) {
        await new Promise<void>((resolve) => {
          this.#changed = resolve;
        });
        const waited = Number(process.hrtime.bigint() - began) / 1e6;
        if (waited > patience)
          throw new Error(
            `not seen within ${patience} ms: ${this.bytes.toString('latin1').slice(0, 500)} (${this.#left})`,
          );
      }
    } finally {
      clearTimeout(timer);
    }
  }

  /** Resolves when nothing has happened for `ms`; where this process is held up, that counts as a part of it at most. */
  async quiet(ms: number): Promise<void> {
    for (let calm = 0; calm < parts; ) {
      let timer: NodeJS.Timeout;
      const happened = await new Promise<boolean>((resolve) => {
        timer = setTimeout(() => resolve(false), ms / parts);
        this.#changed = () => resolve(true);
      });
      clearTimeout(timer!);
      calm = happened ? 0 : calm + 1;
    }
  }

  /** Ends its own half (FIN). */
  end(): void {
    this.#line.end();
  }

  /** Leaves with a reset. */
  reset(): void {
    this.#socket.resetAndDestroy();
  }

  [Symbol.dispose](): void {
    this.#socket.destroy();
  }

  #note(change: () => void): void {
    change();
    this.#changed();
  }

  #leave(how: Left): void {
    if (this.#left === 'stays' || how === 'reset') this.#left = how;
  }
}

/** A socket under TLS that keeps telling how it ends: Node takes one of its own over, and says nothing of a reset. */
function carrier(socket: Socket): Duplex {
  const duplex = new Duplex({
    read: () => {},
    write: (chunk, _, done) => void socket.write(chunk, done),
    final: (done) => void socket.end(done),
    destroy: (_, done) => {
      socket.destroy();
      done(null);
    },
  });
  socket.on('data', (chunk) => duplex.push(chunk));
  socket.on('end', () => duplex.push(null));
  return duplex;
}
