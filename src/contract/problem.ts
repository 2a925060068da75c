import type { Place } from './contract.ts';

/** Something in a file that its author has to look at. */
export interface Problem extends Place {
  readonly file: string;
  /** `error`: the file cannot be used. `expired`: it can, but the gate fails. `warning`: it can. */
  readonly severity: 'error' | 'expired' | 'warning';
  /** The lint rule that found it. */
  readonly rule: string;
  /** What failed: why. One sentence. */
  readonly message: string;
  /** What to write instead. */
  readonly remedy?: string;
}

/** Orders problems by file and position, and drops repetitions. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  const unique = new Map(problems.map((p) => [`${p.file}:${p.line}:${p.column}:${p.pointer ?? ''}:${p.message}`, p]));
  return [...unique.values()].sort(
    (a, b) => compare(a.file, b.file) || a.line - b.line || a.column - b.column || compare(a.rule, b.rule),
  );
}

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));

/** `file:line:column: severity: what failed. What to do. [rule]` – one line, as editors and CI read it from compilers. */
export function formatProblem(p: Problem): string {
  const line = `${p.file}:${p.line}:${p.column}: ${p.severity}: ${p.pointer ? `${p.pointer}: ` : ''}${p.message}${p.remedy ? ` ${p.remedy}` : ''} [${p.rule}]`;
  // A file may hold anything: what would move the cursor or reorder the line is shown, never sent.
  return line.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (c) => `\\u{${c.codePointAt(0)!.toString(16)}}`);
}
