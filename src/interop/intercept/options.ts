import type { Claim } from '../../contract/contract.ts';
import type { Recurrence } from '../../fault/fault.ts';
import type { ParamValue } from '../../fault/param.ts';
import type { Flaw } from '../../observation/observation.ts';

/** A fault, and which calls it strikes. */
export interface WantedFault {
  readonly fault: string;
  /** Default: all that are intercepted and can have it. */
  readonly dependency?: string;
  /** Default: all that it fits. Of a protocol that brings its operations, one that is never called is never struck. */
  readonly operation?: string;
  /** Those that are left out have their first usual value. */
  readonly params?: Readonly<Record<string, ParamValue>>;
  /** The first call of an operation that it strikes, counted from 1; default: 1. */
  readonly call?: number;
  /** `first`: that call alone, so that a retry is healthy; default: `every`, that one and all later ones. */
  readonly recurs?: Recurrence;
  /** Of those calls, more than 0 and at most 1; which ones follows from the seed. Default: all. */
  readonly share?: number;
}

/** A call that was intercepted, when its reply begins. */
export interface InterceptedCall {
  readonly dependency: string;
  /** Undefined: the contract has no such operation. */
  readonly operation?: string;
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  /** What is wrong with the request; its reply is then the refusal that the real service gives. */
  readonly flaws: readonly Flaw[];
  readonly fault?: {
    readonly kind: string;
    readonly leaves: Claim;
    readonly params: Readonly<Record<string, ParamValue>>;
  };
}

export interface InterceptOptions {
  /** Which of the contract's; default: all. */
  readonly dependency?: string | readonly string[];
  /** Dependency → its origin, such as `https://api.openai.com`; default: `origin` in the contract. */
  readonly origins?: Readonly<Record<string, string>>;
  /** Names, or which calls they strike as well. Of several for one call, the first strikes. Default: none. */
  readonly faults?: readonly (string | WantedFault)[];
  /** What replies are drawn from; default: 1. The same seed gives the same replies. */
  readonly seed?: number;
  /** Is told of every call. */
  onCall?(call: InterceptedCall): void;
}
