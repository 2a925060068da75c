/** A format of somebody else from which parts of a contract can be made. */
export interface Importer {
  /** As `shakedown import` is told it. */
  readonly name: string;
  readonly summary: string;
  /** Throws `ImportError` where a file is none of this format. */
  import(files: readonly string[]): Imported;
}

export interface Imported {
  /** What stands in the contract: its keys, or some of them. */
  readonly value: unknown;
  /** What to do with it, and what the files said that a contract cannot: a sentence each. */
  readonly remarks: readonly string[];
}

export class ImportError extends Error {}
