/** Requests that come whether or not the earlier ones were answered, while dependencies go down and come back. */
export interface Traffic {
  /** Requests a second. */
  readonly rate: number;
  /** Milliseconds of traffic before the outages begin, while they last, and after they ended. */
  readonly before: number;
  readonly during: number;
  readonly after: number;
  /** They begin together, and each of them is meant to last for `during`. */
  readonly outages: readonly Outage[];
  /** Other operations that are asked for in the same traffic, some requests a second each. */
  readonly beside?: readonly Beside[];
  /** No dependency is out; all keep a pace, so that time can be judged. It ends when enough was seen. */
  readonly paced?: Paced;
}

/** How long dependencies take in a case that is about time, and how much of it is drawn. */
export interface Paced {
  /** Dependency → how long its replies take; the others reply at once. */
  readonly paces: Readonly<Record<string, Pace>>;
  /** The percentiles of the operation's budget that are judged; none: its deadline is, in each request. */
  readonly percentiles: readonly ('p50' | 'p95' | 'p99')[];
  /** Percentiles that are judged in all trials of the contract: they share the chance of a false verdict. */
  readonly gates: number;
  /** So many requests come first and are not judged. */
  readonly warmUp: number;
  /** Numbers of requests after which it is looked whether they are enough. */
  readonly looks: readonly number[];
  /** Requests that are not clean and must be served, sent among the others and not judged. */
  readonly messy?: readonly MessyRequest[];
}

/** Percentiles in milliseconds, between which times are drawn; or the same time for every reply. */
export type Pace =
  | { readonly p50?: number; readonly p95?: number; readonly p99?: number }
  | { readonly always: number };

export interface MessyRequest {
  readonly kind: string;
  readonly method: string;
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body?: {
    readonly text: string;
    readonly length: number;
    readonly cut?: true;
    readonly encoding?: 'base64' | 'gzip';
  };
}

export interface Outage {
  readonly dependency: string;
  /** Default: every operation of the dependency. */
  readonly operation?: string;
  /** How it comes, stays and goes. */
  readonly shape: string;
  readonly shapeParams: Readonly<Record<string, number>>;
  /** What the calls meet that it strikes; undefined for shapes that only delay. */
  readonly fault?: string;
  readonly faultParams?: Readonly<Record<string, string | number | boolean | null>>;
}

/** One of the operations that must not be affected. */
export interface Beside {
  readonly operation: string;
  readonly rate: number;
  readonly input: {
    readonly path?: Readonly<Record<string, unknown>>;
    readonly query?: Readonly<Record<string, unknown>>;
    readonly headers?: Readonly<Record<string, unknown>>;
    readonly body?: unknown;
  };
  /** `dependency.operation` → calls of one request when nothing is wrong. */
  readonly healthyCalls: Readonly<Record<string, number>>;
}
