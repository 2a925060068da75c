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
