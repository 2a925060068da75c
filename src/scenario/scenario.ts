/** A named recipe: what comes, what fails and when, and where it applies. Plain data, as its file says it. */
export interface Scenario {
  /** The name of its file: `model-overloaded.scenario.yaml` → `model-overloaded`. */
  readonly name: string;
  /** The folder that it stands in, below the library. */
  readonly family: string;
  /** As the user would name it. */
  readonly file: string;
  /** It ships with the package; else it is the user's own. */
  readonly shipped: boolean;
  readonly title: string;
  /** Where this is seen in real life. */
  readonly happened?: string;
  readonly applies: Applies;
  /** All dependencies that it applies to are struck in one case, not one after the other. */
  readonly together: boolean;
  readonly faults: readonly ScenarioFault[];
  /** Globs over the names of mess kinds. */
  readonly mess: readonly string[];
  /** Requests under way at the same moment. */
  readonly atOnce?: number;
  /** What holds of the traffic of its outages; what is absent is as usual. */
  readonly traffic: ScenarioTraffic;
  readonly outages: readonly ScenarioOutage[];
  /** The checks that it is there for. */
  readonly checks: readonly string[];
}

/** Which dependencies are meant; what is absent excludes none. */
export interface Where {
  /** Globs over names. */
  readonly dependencies?: readonly string[];
  readonly protocol?: readonly string[];
  readonly effect?: 'none' | 'once';
}

export interface Applies extends Where {
  /** Globs over the names of components. */
  readonly contracts?: readonly string[];
  /** Globs over the names of operations. */
  readonly operations?: readonly string[];
}

/** A value that a fault or the shape of an outage is given. */
export type Given = string | number | boolean | null;

export interface ScenarioFault {
  readonly fault: string;
  /** Those that are fixed; the others are tried as in every plan. */
  readonly params: Readonly<Record<string, Given>>;
  /** The call at which it strikes first, counted from 1, retries included. */
  readonly call: number;
  readonly recurs: 'first' | 'every';
  /** Of the calls that it would strike, it strikes this share: more than 0, at most 1. */
  readonly share?: number;
  /** Which of the dependencies that the scenario applies to. */
  readonly on: Where;
}

/** Milliseconds, and requests a second. */
export interface ScenarioTraffic {
  readonly rate?: number;
  readonly before?: number;
  readonly during?: number;
  /** At least: traffic goes on until the component must be well again, and a little longer. */
  readonly after?: number;
}

export interface ScenarioOutage {
  readonly shape: string;
  readonly params: Readonly<Record<string, number>>;
  /** What the calls meet that it strikes; absent for shapes that only delay. */
  readonly fault?: string;
  readonly faultParams: Readonly<Record<string, Given>>;
  readonly on: Where;
}
