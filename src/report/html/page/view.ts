import type { RunDocument } from '../../document.ts';
import type { Filter } from './filter.tsx';

/** What a part of the page is given. */
export interface View {
  readonly run: RunDocument;
  /** Of the run in the report, from 0. */
  readonly index: number;
  readonly filter: Filter;
  readonly printing: boolean;
  /** What the address names. */
  readonly address: string;
}
