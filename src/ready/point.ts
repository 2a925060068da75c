import type { Contract } from '../contract/contract.ts';
import type { Problem } from '../contract/problem.ts';

/** What the last run told, as far as it is known. */
export interface Played {
  /** The file that tells it. */
  readonly file: string;
  readonly verdict: string;
  /** Findings that fail the gate. */
  readonly open: number;
  readonly trials: number;
  /** Those that came to nothing. */
  readonly inconclusive: number;
  /** `operation.answer` → how often it was seen. */
  readonly answers: Readonly<Record<string, number>>;
  /** Why it ended before its plan did, or what of the plan was left out for a selection. */
  readonly stopped?: string;
  /** Dependencies whose failures were not tried, as nothing calls them. */
  readonly uncalled: readonly string[];
  /** The contract was another one then. */
  readonly outdated?: true;
}

export interface Evidence {
  readonly contract: Contract;
  /** What lint has to say. */
  readonly problems: readonly Problem[];
  /** Whether a file is there, named from the folder of the project or of the contract. */
  readonly exists: (path: string) => boolean;
  /** A string says why nothing is known. */
  readonly played: Played | string;
}

export interface Scored {
  readonly ready: boolean;
  /** What was found; a sentence or a value. */
  readonly told: string;
  /** JSON Pointer into the contract. */
  readonly pointer: string;
}

/** One thing that is asked of a contract before a release. */
export interface Point {
  readonly name: string;
  /** The question. */
  readonly asks: string;
  /** How it usually gets ready. */
  readonly mend: string;
  score(evidence: Evidence): Scored;
}

/** Whether something was written, and not left to a default. */
export const isWritten = ({ places }: Contract, pointer: string): boolean => places[pointer] !== undefined;

/** `a, b and c`; the first few of many. */
export function some(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ');
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}
