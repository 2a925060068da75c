import { connect, type Socket } from 'node:net';

/** How the other side left a connection: not at all, in order (FIN), or with a reset (RST). */
export type Left = 'stays' | 'fin' | 'reset';

const patience = 20_000;
const parts = 8;

/** A connection of which every byte, and its end, is kept in the order in which they came. */
export class RawSocket {
  readonly #socket: Socket;
  readonly #chunks: Buffer[] = [];
  #left: Left = 'stays';
  #changed = () => {};

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => this.#note(() => this.#chunks.push(chunk)));
    socket.on('end', () => this.#note(() => this.#leave('fin')));
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNRESET') this.#note(() => this.#leave('reset'));
    });
  }

  /** Connects to a loopback port; rejects with the system's error. */
  static async to(port: number): Promise<RawSocket> {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true, allowHalfOpen: true });
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    });
    return new RawSocket(socket);
  }

  get bytes(): Buffer {
    return Buffer.concat(this.#chunks);
  }

  get left(): Left {
    return this.#left;
  }

  /** Resolves when the bytes have left. */
  async send(bytes: Buffer | string): Promise<void> {
    await new Promise((resolve) => this.#socket.write(bytes, resolve));
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
    this.#socket.end();
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
