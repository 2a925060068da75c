import { type MessProfile, messProfileVersion, type OperationMess, type SeenMess } from '../mess/profile.ts';
import { messNamed } from './kinds/index.ts';
import type { Learning, OperationLearning } from './tally.ts';

/** The mess of a sample as a profile for runs: of all that was seen, only names of kinds, pointers and counts. */
export function profileOf(contract: string, { operations }: Learning): MessProfile {
  return {
    'shakedown-profile': messProfileVersion,
    contract,
    operations: Object.fromEntries(operations.map((one) => [one.operation.name, messOf(one)])),
  };
}

function messOf({ requests, deviations, kinds }: OperationLearning): OperationMess {
  const seen: Record<string, SeenMess> = {};
  for (const [kind, total] of [...kinds].sort((a, b) => b[1] - a[1])) {
    if (!messNamed(kind)) continue;
    const at: Record<string, number> = {};
    for (const one of deviations)
      if (one.kind === kind) at[one.pointer] = Math.min(total, (at[one.pointer] ?? 0) + one.requests);
    seen[kind] = { requests: total, at };
  }
  return { requests, mess: seen };
}
