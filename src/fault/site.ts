import type { Dependency } from '../contract/contract.ts';
import type { Reply } from './reply.ts';

/** What a fault is played on: one call of an operation of a dependency. */
export interface Target {
  readonly dependency: Dependency;
  readonly operation: string;
  /** The healthy reply that is given there. */
  readonly reply: Reply;
  /** The error that this kind of service sends with a status. */
  error(status: number, options?: { readonly code?: string }): Reply;
}

/** Where a fault may strike, as the component was seen to use it. */
export interface Site extends Target {
  /** Milliseconds: the deadline of the upstream request. */
  readonly deadline: number;
}
