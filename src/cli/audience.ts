import type { Reporter } from '../report/reporter.ts';
import type { RunEvent } from '../run/events.ts';
import type { RunResult } from '../run/result.ts';
import type { Context } from './command.ts';
import { WriteError } from './write-all.ts';

/** Listens with several reporters. One that fails hears no more, and the others go on. */
export class Audience implements Reporter {
  readonly #complain: Context['complain'];
  /** Reporter → what the user called it by. */
  readonly #listening: Map<Reporter, string>;
  #failed = false;

  constructor(reporters: ReadonlyMap<Reporter, string>, { complain }: Pick<Context, 'complain'>) {
    this.#listening = new Map(reporters);
    this.#complain = complain;
  }

  /** Whether one of them failed. */
  get failed(): boolean {
    return this.#failed;
  }

  on(event: RunEvent): void {
    this.#tell((reporter) => reporter.on(event));
  }

  end(results: readonly RunResult[]): void {
    this.#tell((reporter) => reporter.end(results));
  }

  #tell(what: (reporter: Reporter) => void): void {
    for (const [reporter, name] of [...this.#listening]) {
      try {
        what(reporter);
      } catch (error) {
        this.#listening.delete(reporter);
        this.#failed = true;
        this.#complain(told(name, error));
      }
    }
  }
}

function told(name: string, error: unknown): string {
  if (error instanceof WriteError) return error.message;
  const { stack = String(error) } = error instanceof Error ? error : {};
  return `The reporter ${name} failed, which is a defect of Shakedown; the others go on.\n${stack}`;
}
