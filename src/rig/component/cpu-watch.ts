import { now } from '../clock.ts';
import { type CpuWaits, waitedSince } from './cpu-wait.ts';

const beat = 50;

/** Looks now and then how long a component has waited for a CPU, so that it can be told of any time later. */
export class CpuWatch implements Disposable {
  readonly #steps: { readonly from: number; readonly until: number; readonly waited: number }[] = [];
  readonly #timer: NodeJS.Timeout;

  constructor(look: () => CpuWaits) {
    let [last, at] = [look(), now()];
    this.#timer = setInterval(() => {
      const [waits, until] = [look(), now()];
      this.#steps.push({ from: at, until, waited: waitedSince(last, waits) });
      [last, at] = [waits, until];
    }, beat);
    this.#timer.unref();
  }

  /** Milliseconds that it waited between two times: of steps that lie half in between, all. */
  waitedBetween(from: number, until: number): number {
    return this.#steps
      .filter((step) => step.until > from && step.from < until)
      .reduce((sum, { waited }) => sum + waited, 0);
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }
}
