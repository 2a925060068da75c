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
  /** The folder that paths in a report are relative to, where a forge reads it; default: the working folder. */
  readonly root?: string;
  /** What reads it takes some lines for commands: no text of unknown origin may be one. */
  readonly commands?: true;
  /** The summary of the job that the run is part of. */
  readonly summary?: Summary;
}

export interface Summary {
  /** The bytes that it has room for. */
  readonly room: number;
  append(markdown: string): void;
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
  /** Of its files; default: its name. */
  readonly extension?: string;
  /** It writes lines of a log, no document: others may stand among them, and it may move to standard error. */
  readonly log?: true;
  open(sink: Sink): Reporter;
}
