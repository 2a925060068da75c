import type { Socket } from 'node:net';
import { type SecureContext, TLSSocket } from 'node:tls';

/** The server's side of TLS on an accepted connection: to who writes and reads, a socket as any other. */
export class SecureSocket extends TLSSocket {
  readonly #raw: Socket;

  constructor(raw: Socket, secureContext: SecureContext) {
    super(raw, { isServer: true, secureContext });
    this.#raw = raw;
    raw.on('error', () => raw.destroy());
    this.on('error', () => this.destroy());
  }

  /** A reset (TCP RST) is the business of the connection below; one of TLS would say goodbye. */
  override resetAndDestroy(): this {
    this.#raw.resetAndDestroy();
    return this;
  }
}
