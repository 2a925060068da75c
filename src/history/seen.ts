import type { PastRun, Seen } from './history.ts';

interface Found {
  readonly id: string;
  readonly trials: readonly string[];
}

/**
 * When a finding was first found, and in how many of the runs since. A run counts that played one of its trials: one
 * that tried something else says nothing about it.
 */
export function seen({ id, trials }: Found, began: string, earlier: readonly PastRun[]): Seen {
  const had = (run: PastRun) => run.findings.find((one) => one.id === id);
  const first = earlier.findIndex(had);
  const since = first === -1 ? [] : earlier.slice(first);
  const own = new Set([...trials, ...since.flatMap((run) => had(run)?.trials ?? [])]);
  const played = since.filter((run) => had(run) || Object.keys(run.trials).some((trial) => own.has(trial)));
  return {
    first: earlier[first]?.began ?? began,
    played: played.length + 1,
    found: played.filter(had).length + 1,
    known: earlier.length,
  };
}
