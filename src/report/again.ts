import type { Finding, RunResult } from '../run/result.ts';
import { quoted } from './curl.ts';

/**
 * A command for a POSIX shell that finds a finding once more, in any checkout: `replay` wants the files of the run that
 * found it. Undefined where only what earlier runs had found was played.
 */
export function againCommand({ contract, seed, profile }: RunResult, { trials }: Finding): string | undefined {
  const trial = trials.find((id) => !/\/kept-[0-9a-f]+$/.test(id));
  if (trial === undefined) return undefined;
  return `npx shakedown run ${word(contract.file)} --only ${quoted(trial)} --profile ${profile} --seed ${seed}`;
}

const word = (text: string) => (/^[\w./-]+$/.test(text) ? text : quoted(text));
