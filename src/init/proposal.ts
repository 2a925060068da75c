import type { FoundDependency } from './variables.ts';

/** JSON with the keys of a contract file. */
export type Written = Readonly<Record<string, unknown>>;

/** An operation of the component as it would stand in a contract. */
export interface ProposedOperation {
  readonly name: string;
  readonly call: string;
  readonly accepts?: Written;
  readonly answers: Readonly<Record<string, Written>>;
  /** Pointer into the operation → what its author should decide there. */
  readonly notes: Readonly<Record<string, string>>;
}

/** What of a dependency's calls was seen or is guessed. */
export interface ProposedCall {
  readonly name: string;
  readonly call: string;
  readonly expects?: Written;
  readonly returns?: Written;
}

export interface ProposedDependency extends Omit<FoundDependency, 'variable' | 'value'> {
  /** Undefined where nothing tells the component where it is. */
  readonly variable?: string;
  readonly value?: string;
  /** Path of its OpenAPI document, as the contract writes it. */
  readonly spec?: string;
  readonly calls?: readonly ProposedCall[];
  /** What it really replies, of one that is not known otherwise. */
  readonly reply?: unknown;
}

/** All that is known of a component before a contract is written. */
export interface Proposal {
  readonly name: string;
  readonly summary?: string;
  readonly launch: { readonly command: string } | { readonly url: string };
  readonly env: Readonly<Record<string, string>>;
  readonly ready: string;
  readonly operations: readonly ProposedOperation[];
  readonly dependencies: readonly ProposedDependency[];
}

/** What is promised where nothing is known: what most services do. */
export const guessedAnswers = {
  rejected: { status: [400, 422] },
  unavailable: { status: 503 },
} as const;

export const answerNotes = {
  rejected: 'A guess: what an invalid request is answered with.',
  unavailable:
    'A guess: what callers get while a dependency fails. Promise them a body, and a retry-after, if there is one.',
  degraded:
    'Is there an answer that is right, but less than usual? Then declare it: degraded: { status: 200, where: { /degraded: true } }',
} as const;
