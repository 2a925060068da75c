import type { Contract } from '../contract/contract.ts';

/** The smallest change of a version number that tells the truth. */
export const bumps = ['patch', 'minor', 'major'] as const;
export type Bump = (typeof bumps)[number];

/** One change of a contract, and what it means. */
export interface Change {
  /** JSON Pointer into the contract file. */
  readonly pointer: string;
  /** JSON Pointer from there into the schema, where it is in one. */
  readonly inside?: string;
  /** In which of the two it stands; default: in the new one. */
  readonly stands?: 'old' | 'new';
  /** One sentence. */
  readonly what: string;
  /** Who has to do something, as far as the contract names them; empty: nobody. */
  readonly breaks: readonly string[];
  readonly bump: Bump;
  /** Why it is not certain that it breaks anybody, nor that it does not. */
  readonly unclear?: string;
  /** A value that was right and no longer is, or that was never to be expected. */
  readonly witness?: { readonly value: unknown };
}

/** Two versions of one contract. */
export interface Versions {
  readonly before: Contract;
  readonly after: Contract;
}

/** What the changes of one subject mean. */
export interface DiffRule {
  readonly name: string;
  /** Which changes break whom, in a sentence. */
  readonly summary: string;
  /** Globs over the keys of a contract: what it looks at. */
  readonly covers: readonly string[];
  changes(versions: Versions): Iterable<Change>;
}
