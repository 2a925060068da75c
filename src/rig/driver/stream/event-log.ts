import type { SeenEvent, SeenStream, StreamFlaw } from '../../../observation/stream.ts';

// Enough for any answer that people read; what comes beyond it is kept of the end.
const firstAtMost = 5000;
const charactersAtMost = 1024 * 1024;
const lastAtMost = 10;
const flawsAtMost = 5;
const restAtMost = 1000;

/** The events of a stream as they come, as many as a journal can bear. */
export class EventLog {
  readonly #first: SeenEvent[] = [];
  readonly #last: SeenEvent[] = [];
  readonly #flaws: StreamFlaw[] = [];
  #characters = 0;
  #rest: string | undefined;
  /** How many came so far. */
  count = 0;

  add(event: SeenEvent): void {
    this.count++;
    const { length } = event.data;
    if (this.#last.length === 0 && this.#first.length < firstAtMost && this.#characters + length <= charactersAtMost) {
      this.#first.push(event);
      this.#characters += length;
      return;
    }
    this.#last.push(length > restAtMost ? { ...event, data: event.data.slice(0, restAtMost), cut: true } : event);
    if (this.#last.length > lastAtMost) this.#last.shift();
  }

  flaw(message: string): void {
    if (this.#flaws.length < flawsAtMost) this.#flaws.push({ after: this.count, message });
  }

  /** The stream is over, and this never became an event. */
  rest(text: string): void {
    this.#rest = text.slice(0, restAtMost);
  }

  seen(format: SeenStream['format'], end: SeenStream['end']): SeenStream {
    const left = this.count - this.#first.length - this.#last.length;
    return {
      format,
      events: [...this.#first, ...this.#last],
      ...(left > 0 ? { leftOut: { after: this.#first.length, count: left } } : {}),
      flaws: this.#flaws,
      ...(this.#rest === undefined ? {} : { rest: this.#rest }),
      end,
    };
  }
}
