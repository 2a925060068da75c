import type { Context } from './command.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';

/** Says what is wrong with the command line, or with a file that it names. */
export function refuse(told: string, { complain }: Context): ExitCode {
  complain(told);
  return exitCodes.usage;
}
