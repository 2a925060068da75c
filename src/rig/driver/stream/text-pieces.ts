/** Makes a text of bytes that come in pieces: a character may be divided by them. */
export class TextPieces {
  #decoder = new TextDecoder('utf-8', { fatal: true });
  readonly #onDamage: () => void;

  /** `onDamage`: bytes came that are no UTF-8. What they are replaced by is U+FFFD, as any reader does it. */
  constructor(onDamage: () => void) {
    this.#onDamage = onDamage;
  }

  take(bytes: Buffer): string {
    return this.#decode(bytes, true);
  }

  /** What is left of a character that was never finished. */
  end(): string {
    return this.#decode(Buffer.alloc(0), false);
  }

  #decode(bytes: Buffer, stream: boolean): string {
    try {
      return this.#decoder.decode(bytes, { stream });
    } catch {
      if (this.#decoder.fatal) this.#onDamage();
      this.#decoder = new TextDecoder('utf-8', { ignoreBOM: true });
      return this.#decoder.decode(bytes, { stream });
    }
  }
}
