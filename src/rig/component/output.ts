import { now } from '../clock.ts';

const kept = 64 * 1024;

/** The last 64 KiB that a component wrote to standard output and error, with the times. */
export class Output {
  readonly #chunks: { readonly at: number; readonly data: Buffer }[] = [];
  #length = 0;

  #follower: ((text: string) => void) | undefined;

  add(data: Buffer): void {
    this.#follower?.(data.toString());
    this.#chunks.push({ at: now(), data });
    this.#length += data.length;
    while (this.#length > kept && this.#chunks.length > 1) this.#length -= this.#chunks.shift()!.data.length;
  }

  /** Tells of what was written so far, and of all that comes, as it comes. */
  follow(follower: (text: string) => void): void {
    const before = this.since(0);
    if (before) follower(before);
    this.#follower = follower;
  }

  /** The last lines written since a time. */
  since(time: number, lines = 100): string {
    // Joined before it is read as text: a character may have come in two parts.
    const text = Buffer.concat(this.#chunks.filter(({ at }) => at >= time).map(({ data }) => data)).toString();
    return text.trimEnd().split('\n').slice(-lines).join('\n');
  }
}
