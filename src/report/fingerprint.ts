import { createHash } from 'node:crypto';
import type { Finding } from '../run/result.ts';

/**
 * What a forge knows a finding by from one run to the next: no line, no number of trials, nothing that changes while its
 * cause stays. `file`: its contract, as the forge names it.
 */
export function fingerprint(file: string, { id, check, operation, dependency, waiver }: Finding): string {
  return createHash('sha256')
    .update(JSON.stringify([file, id, check, operation, dependency, waiver?.finding ?? null]))
    .digest('hex');
}
