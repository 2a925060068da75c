import { createHash } from 'node:crypto';
import type { RunResult } from '../run/result.ts';

/**
 * What a forge knows the findings of a run by, from one run to the next: no line, no number of trials, nothing that changes
 * while a cause stays. Where only some of a cause's trials are waived there are two findings of it, and both are told apart.
 * `file`: their contract, as the forge names it.
 */
export function fingerprints(file: string, { findings }: Pick<RunResult, 'findings'>): string[] {
  const seen = new Map<string, number>();
  return findings.map(({ id, check, operation, dependency }) => {
    const cause = JSON.stringify([file, id, check, operation, dependency]);
    const n = seen.get(cause) ?? 0;
    seen.set(cause, n + 1);
    return createHash('sha256')
      .update(JSON.stringify([cause, n]))
      .digest('hex');
  });
}
