import { now } from '../clock.ts';

const kept = 64 * 1024;

/** The last 64 KiB that a component wrote to standard output and error, with the times. */
export class Output {
  readonly #chunks: { readonly at: number; readonly text: string }[] = [];
  #length = 0;

  add(data: Buffer): void {
    this.#chunks.push({ at: now(), text: data.toString('utf8') });
    this.#length += data.length;
    while (this.#length > kept && this.#chunks.length > 1)
      this.#length -= Buffer.byteLength(this.#chunks.shift()!.text);
  }

  /** The last lines written since a time. */
  since(time: number, lines = 20): string {
    const text = this.#chunks
      .filter(({ at }) => at >= time)
      .map((c) => c.text)
      .join('');
    return text.trimEnd().split('\n').slice(-lines).join('\n');
  }
}
