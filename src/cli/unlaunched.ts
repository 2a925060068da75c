import { lastWords } from '../report/printable.ts';
import type { Context } from './command.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';

/** What the component wrote last tells why, as a rule. Lines. */
const shown = 20;

/** What ended a command that launches a component: it was interrupted, or the component could not be launched. Throws what is neither. */
export async function unlaunched(error: unknown, { signal, complain }: Context): Promise<ExitCode> {
  if (signal.aborted) return exitCodes.interrupted;
  const { LaunchError } = await import('../rig/component/launch.ts');
  if (!(error instanceof LaunchError)) throw error;
  complain(error.message);
  for (const line of lastWords(error.output, shown)) complain(line);
  return exitCodes.notHealthy;
}
