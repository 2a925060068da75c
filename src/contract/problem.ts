import type { Place } from './contract.ts';

/** Something in a file that its author has to look at. */
export interface Problem extends Place {
  readonly file: string;
  /** `error`: the file cannot be used. `expired`: it can, but the gate fails. `warning`: it can. */
  readonly severity: 'error' | 'expired' | 'warning';
  /** The lint rule that found it. */
  readonly rule: string;
  /** What failed: why. One sentence, no line break. */
  readonly message: string;
  /** What to write instead. */
  readonly remedy?: string;
}

/** Orders problems by file and position, and drops repetitions. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  const unique = new Map(problems.map((p) => [`${p.file}:${p.line}:${p.column}:${p.message}`, p]));
  return [...unique.values()].sort(
    (a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column || a.rule.localeCompare(b.rule),
  );
}

/** `file:line:column  severity  what failed. What to do.  rule` – one line, readable by editors and CI. */
export function formatProblem(p: Problem): string {
  return `${p.file}:${p.line}:${p.column} ${p.severity} ${p.message}${p.remedy ? ` ${p.remedy}` : ''} [${p.rule}]`;
}
