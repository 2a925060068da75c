import type { Socket } from 'node:net';
import { now, sleep } from '../clock.ts';

/** One exchange on a connection: what the component sent, and what the server answered to it. */
export interface Exchanged {
  readonly began: number;
  /** As far as it is kept. */
  readonly request: Buffer[];
  requestBytes: number;
  /** As far as it is kept. */
  readonly reply: Buffer[];
  replyBytes: number;
  replied: number;
}

/** What is done with an exchange of which the first bytes of the reply are there. */
export interface Watching {
  /** Bytes came, from either side. */
  onActive(): void;
  /** What is to be done to its reply; undefined: nothing. */
  onReply(exchanged: Exchanged): ((whole: Buffer, component: Socket) => Promise<void>) | undefined;
}

// More than this of a request or a reply is not kept; a reply is not held back beyond it either.
const keptBytes = 1024 * 1024;
// When nothing more comes for so long, a reply is taken to be whole.
const quiet = 20;
const wholeAtMost = 2000;

/** A connection of the component and the one to the real server that belongs to it: what comes here goes there. */
export class Connection {
  readonly #component: Socket;
  readonly #server: Socket;
  readonly #watching: Watching;
  readonly #accepted = now();
  #current: Exchanged | undefined;
  /** What the server said while a fault has the reply; undefined: nothing is held back. */
  #held: Buffer[] | undefined;
  #heard = 0;
  #serverEnded = false;

  constructor(component: Socket, server: Socket, watching: Watching) {
    this.#component = component;
    this.#server = server;
    this.#watching = watching;
    component.on('data', (bytes: Buffer) => this.#fromComponent(bytes));
    server.on('data', (bytes: Buffer) => this.#fromServer(bytes));
    component.on('end', () => server.end());
    server.on('end', () => {
      this.#serverEnded = true;
      if (!this.#held) component.end();
    });
    component.on('error', () => server.resetAndDestroy());
    // A fault that has the reply keeps the connection, whatever becomes of the server meanwhile.
    server.on('error', () => !this.#held && component.resetAndDestroy());
    component.on('close', () => server.destroy());
    server.on('close', () => !this.#held && !this.#serverEnded && component.destroy());
    component.on('drain', () => server.resume());
    server.on('drain', () => component.resume());
  }

  /** Drops both sides (TCP RST). */
  drop(): void {
    this.#component.resetAndDestroy();
    this.#server.destroy();
  }

  #fromComponent(bytes: Buffer): void {
    this.#watching.onActive();
    if (!this.#current || (this.#current.replyBytes > 0 && !this.#held)) this.#current = begun(now());
    this.#current.requestBytes += bytes.length;
    keep(this.#current.request, this.#current.requestBytes, bytes);
    if (!this.#server.write(bytes)) this.#component.pause();
  }

  #fromServer(bytes: Buffer): void {
    this.#watching.onActive();
    this.#heard = now();
    // A server that speaks first answers the connection itself.
    this.#current ??= begun(this.#accepted);
    const exchanged = this.#current;
    const first = exchanged.replyBytes === 0;
    exchanged.replyBytes += bytes.length;
    exchanged.replied = this.#heard;
    keep(exchanged.reply, exchanged.replyBytes, bytes);
    if (this.#held) {
      this.#held.push(bytes);
      return;
    }
    const play = first ? this.#watching.onReply(exchanged) : undefined;
    if (play) void this.#hold(bytes, play);
    else if (!this.#component.write(bytes)) this.#server.pause();
  }

  /** Lets a fault have the reply; afterwards, what came meanwhile follows. */
  async #hold(bytes: Buffer, play: (whole: Buffer, component: Socket) => Promise<void>): Promise<void> {
    this.#held = [bytes];
    await this.#untilWhole();
    const whole = Buffer.concat(this.#held);
    this.#held = [];
    await play(whole, this.#component);
    const rest = this.#held;
    this.#held = undefined;
    if (this.#component.writable) for (const piece of rest) this.#component.write(piece);
    if (this.#serverEnded) this.#component.end();
    else if (this.#server.destroyed) this.#component.destroy();
    this.#watching.onActive();
  }

  async #untilWhole(): Promise<void> {
    const began = now();
    let rest = quiet;
    while (rest > 0 && now() - began < wholeAtMost && !this.#serverEnded && !this.#component.destroyed) {
      await sleep(rest);
      this.#watching.onActive();
      // If the harness was held up meanwhile, bytes wait to be read.
      await new Promise(setImmediate);
      rest = this.#heard + quiet - now();
    }
  }
}

function begun(began: number): Exchanged {
  return { began, request: [], requestBytes: 0, reply: [], replyBytes: 0, replied: began };
}

function keep(kept: Buffer[], total: number, bytes: Buffer): void {
  if (total <= keptBytes) kept.push(bytes);
}
