import type { Dependency } from '../contract/contract.ts';
import type { Reply } from './reply.ts';

/** Where a fault may strike: one operation of one dependency, as the component was seen to use it. */
export interface Site {
  readonly dependency: Dependency;
  readonly operation: string;
  /** The healthy reply that was given there. */
  readonly reply: Reply;
  /** Milliseconds: the deadline of the upstream request. */
  readonly deadline: number;
}
