import type { Input } from '../contract/contract.ts';
import type { Case, Observation } from '../observation/observation.ts';
import type { Scenario } from '../scenario/scenario.ts';

/** What was learnt of an operation by watching healthy requests. */
export interface Learnt {
  readonly operation: string;
  readonly inputs: readonly { readonly input: Input; readonly calls: Observation['healthyCalls'] }[];
}

/**
 * A fault at one call site of one operation, first or every time, or a mess kind in its input: the unit that is listed,
 * timed and reported.
 */
export interface Trial {
  /**
   * `<operation>/<dependency>/<fault>/<recurrence>`, with `/with-<mess>` where the request is messy as well;
   * `<operation>/input/<mess>`; `<operation>/none/healthy` where nothing is wrong,
   * `<operation>/none/at-once` where several requests come together, and `<operation>/<dependency>/<shape>/outage`
   * where a dependency is out under traffic; `<operation>/none/declared-latency/latency` and the like where it is about
   * time; `<operation>/<dependency>/<scenario>` for a scenario, `llm+search` where
   * it strikes several dependencies in one case.
   */
  readonly id: string;
  readonly operation: string;
  /** The dependency as a finding's name spells it; `input` for mess, `none` where nothing is wrong. */
  readonly site: string;
  /** The name of the fault, of the mess kind, of the shape of an outage, or of the scenario. */
  readonly fault: string;
  /** Set where it is one of a scenario. */
  readonly scenario?: Pick<Scenario, 'name' | 'title' | 'checks'>;
  readonly cases: readonly PlannedCase[];
}

export interface PlannedCase {
  readonly case: Case;
  readonly healthyCalls: Observation['healthyCalls'];
  /** It will keep its rig waiting: such cases are started first, so that the waits overlap. */
  readonly waits: boolean;
}

/** Something that was left out, and why. */
export interface Omission {
  readonly what: string;
  readonly because: string;
}
