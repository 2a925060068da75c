/** The one clock: milliseconds, monotonic, the same for the requests sent and the calls received. */
export const now = (): number => performance.now();

/** Milliseconds since 1970, for dates in headers and waivers. */
export const wallTime = (): number => Date.now();

/** Resolves after `ms`, or at once when the signal aborts. */
export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done, { once: true });
    function done() {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    }
  });
}

const beat = 10;
const kept = 5 * 60_000;

/** Measures how long the harness itself is held up: what it sees during that time is not to be trusted. */
export class Heartbeat implements Disposable {
  readonly #late: { readonly at: number; readonly lag: number }[] = [];
  readonly #timer: NodeJS.Timeout;
  #last = now();

  constructor() {
    this.#timer = setInterval(() => {
      const at = now();
      const lag = at - this.#last - beat;
      this.#last = at;
      if (lag > 1) this.#late.push({ at, lag });
      while (this.#late[0] && this.#late[0].at < at - kept) this.#late.shift();
    }, beat);
    this.#timer.unref();
  }

  /** The longest hold-up since a time, in milliseconds; a present one counts. */
  worstSince(time: number): number {
    let worst = Math.max(0, now() - this.#last - beat);
    // From the end: of minutes that were kept, a case asks for its own milliseconds.
    for (let i = this.#late.length - 1; i >= 0 && this.#late[i]!.at >= time; i--)
      worst = Math.max(worst, this.#late[i]!.lag);
    return worst;
  }

  /** The longest hold-up that began or ended between two times, in milliseconds. */
  worstBetween(from: number, to: number): number {
    let worst = now() <= to ? Math.max(0, now() - this.#last - beat) : 0;
    for (let i = this.#late.length - 1; i >= 0 && this.#late[i]!.at >= from; i--)
      if (this.#late[i]!.at - this.#late[i]!.lag <= to) worst = Math.max(worst, this.#late[i]!.lag);
    return worst;
  }

  /** The part of a stretch of time in which the harness was held up: 0 to 1. */
  shareBetween(from: number, to: number): number {
    const lost = this.#late.filter(({ at }) => at >= from && at <= to).reduce((sum, { lag }) => sum + lag, 0);
    return Math.min(1, lost / Math.max(1, to - from));
  }

  /** All hold-ups since a time that were longer than a beat, in milliseconds: shorter ones are the usual business. */
  totalSince(time: number): number {
    const present = Math.max(0, now() - this.#last - beat);
    let total = present > beat ? present : 0;
    for (let i = this.#late.length - 1; i >= 0 && this.#late[i]!.at >= time; i--)
      if (this.#late[i]!.lag > beat) total += this.#late[i]!.lag;
    return total;
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }
}
