import type { Schema } from '../../contract/contract.ts';

/** One demand of a schema of which it cannot be shown that another schema makes it too. */
export interface Gap {
  readonly keyword: string;
  /** JSON Pointer into the demanding schema. */
  readonly pointer: string;
  /** JSON Pointer to the value that it is made of; `*` stands for any member or item. */
  readonly place: string;
  /** The demand: `must have "label"`, without the place. */
  readonly must: string;
  /** What is possible without it: `may lack "label"`. */
  readonly may: string;
  /** Values that break the demand are likely among those that satisfy one of these as well. */
  readonly hints: readonly Schema[];
}
