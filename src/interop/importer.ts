/** A format of somebody else from which parts of a contract can be made. */
export interface Importer {
  /** As `shakedown import` is told it. */
  readonly name: string;
  readonly summary: string;
  /** Throws `ImportError` where a file is none of this format. */
  import(files: readonly string[], options?: ImportOptions): Imported;
}

/** What some formats have to be told. */
export interface ImportOptions {
  /** Which of those that the files name is the component. */
  readonly component?: string;
  /** Values that the files only show are constants. */
  readonly exact?: boolean;
}

export interface Imported {
  /** What stands in the contract: its keys, or some of them. */
  readonly value: unknown;
  /** What to do with it, and what the files said that a contract cannot: a sentence each. */
  readonly remarks: readonly string[];
}

export class ImportError extends Error {}
