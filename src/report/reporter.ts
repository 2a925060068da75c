import type { RunEvent } from '../run/events.ts';
import type { RunResult } from '../run/result.ts';

/** Where a report goes: standard output or a file. */
export interface Sink {
  write(text: string): void;
  /** It is a terminal: the last line can be rewritten. */
  readonly live: boolean;
  /** Characters in a line. */
  readonly width: number;
  readonly colour: boolean;
  /** Milliseconds on any clock that runs evenly: for progress. */
  now(): number;
}

/** Listens to runs and writes about them. Changes nothing. */
export interface Reporter {
  on(event: RunEvent): void;
  /** All runs are over. */
  end(results: readonly RunResult[]): void;
}

export interface ReporterKind {
  readonly name: string;
  readonly summary: string;
  open(sink: Sink): Reporter;
}
