/** The version of the lines of a history. */
export const historyVersion = 1;

/** What is kept of a run of one contract: one line of its history. */
export interface PastRun {
  readonly history: typeof historyVersion;
  /** When it began: ISO 8601. */
  readonly began: string;
  /** The version of Shakedown. */
  readonly shakedown: string;
  /** The contract's file. */
  readonly contract: string;
  readonly seed: number;
  readonly profile: string;
  readonly rigs: number;
  readonly verdict: string;
  /** Why it ended before its plan did. */
  readonly stopped?: string;
  /** Milliseconds from its start to its end. */
  readonly took: number;
  /** Trials by their verdict. */
  readonly verdicts: Readonly<Record<string, number>>;
  readonly findings: readonly { readonly id: string; readonly trials: readonly string[]; readonly waived?: true }[];
  /** Trial → milliseconds that its cases took. */
  readonly trials: Readonly<Record<string, number>>;
}

/** What earlier runs tell of a run. */
export interface History {
  /** The earlier runs, the oldest first, without what they tell of single trials. */
  readonly runs: readonly Omit<PastRun, 'trials' | 'history' | 'contract'>[];
  /** Trials that took much longer than in earlier runs. */
  readonly slower: readonly Slower[];
}

/** A trial that takes much longer than it used to. Times are milliseconds. */
export interface Slower {
  readonly trial: string;
  readonly took: number;
  /** The median of the earlier runs. */
  readonly usual: number;
  /** How many earlier runs that is. */
  readonly runs: number;
}

/** A finding in the light of earlier runs. */
export interface Seen {
  /** When the first run with this finding began, ISO 8601: this one, or an earlier one. */
  readonly first: string;
  /** Runs since then that played one of its trials, this one counted. */
  readonly played: number;
  /** Those of them that found it. */
  readonly found: number;
  /** Earlier runs that are known, of whatever trials. */
  readonly known: number;
}

/** The lines of a history that can be read; `damaged`: how many could not. */
export function readHistory(text: string): { readonly runs: PastRun[]; readonly damaged: number } {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const runs = lines.map(parse).filter((run) => run !== undefined);
  return { runs, damaged: lines.length - runs.length };
}

function parse(line: string): PastRun | undefined {
  try {
    const run = JSON.parse(line) as PastRun;
    return isPastRun(run) ? run : undefined;
  } catch {
    return undefined;
  }
}

function isPastRun(run: Partial<PastRun> | null): boolean {
  return (
    run?.history === historyVersion &&
    typeof run.began === 'string' &&
    typeof run.contract === 'string' &&
    typeof run.profile === 'string' &&
    typeof run.verdicts === 'object' &&
    Array.isArray(run.findings) &&
    run.findings.every((one) => typeof one?.id === 'string' && Array.isArray(one.trials)) &&
    typeof run.trials === 'object' &&
    run.trials !== null &&
    Object.values(run.trials).every((took) => Number.isFinite(took))
  );
}
