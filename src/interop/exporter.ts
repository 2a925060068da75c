import type { Contract } from '../contract/contract.ts';

/** A format of somebody else in which a contract can be told. */
export interface Exporter {
  /** As `shakedown export` is told it. */
  readonly name: string;
  readonly summary: string;
  export(contract: Contract): Exported;
}

export interface Exported {
  readonly value: unknown;
  /** What the format cannot say, and so is missing: a sentence each. */
  readonly lost: readonly string[];
}
