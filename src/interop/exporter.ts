import type { Contract } from '../contract/contract.ts';

/** A format of somebody else in which a contract can be told. */
export interface Exporter {
  /** As `shakedown export` is told it. */
  readonly name: string;
  readonly summary: string;
  /** It makes several files, in this folder where nobody names one. */
  readonly folder?: string;
  /** Throws `LaunchError` where it has to see the component, and that is not well. */
  export(contract: Contract, options: ExportOptions): Exported | Promise<Exported>;
}

export interface ExportOptions {
  /** The version of a format that has several. */
  readonly specification: 3 | 4;
  readonly signal: AbortSignal;
}

export interface ExportedFile {
  /** Ends with `.json`, and is in no folder. */
  readonly name: string;
  readonly value: unknown;
}

export type Exported = ({ readonly value: unknown } | { readonly files: readonly ExportedFile[] }) & {
  /** What the format cannot say, and so is missing: a sentence each. */
  readonly lost: readonly string[];
};
