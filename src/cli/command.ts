import type { Options, PositionalOptions } from 'yargs';
import type { Key } from '../config/config.ts';
import type { ExitCode } from './exit-code.ts';
import type { Settings } from './settings.ts';

/** A command ends with an exit code; only `main` ends the process. */
export interface Command<Flags> {
  /** As yargs writes it: `run [contracts..]`; `$0` beside it makes it the default. */
  readonly command: string | readonly string[];
  readonly describe: string;
  readonly positionals: Readonly<Record<string, PositionalOptions>>;
  readonly options: Readonly<Record<string, Options>>;
  /** Positional or option → what a shell can complete it to; left out: files. */
  readonly offers?: Readonly<Record<string, () => readonly string[] | Promise<readonly string[]>>>;
  /** What of it can be set in the configuration file and the environment as well. */
  readonly configured?: readonly Key[];
  /** Command line → what it does; `$0` stands for the program. */
  readonly examples: Readonly<Record<string, string>>;
  /** What its exit codes mean, where that is not what they mean of a run. */
  readonly exitCodes?: string;
  run(flags: Flags, context: Context): Promise<ExitCode> | ExitCode;
}

export interface Context {
  /** Writes a line to standard output. */
  print(line: string): void;
  /** Writes a line to standard error. */
  complain(line: string): void;
  /** What holds; its flags are those that a command is run with. */
  readonly settings: Settings;
  /** Aborts when the user wants the command to end. */
  readonly signal: AbortSignal;
}
