import type { Contract, Operation } from '../contract/contract.ts';
import type { Observation, SeenRequest } from '../observation/observation.ts';

/** What a check says of one observation. */
export type Judgement = Holds | Silent | Broken;

export interface Holds {
  readonly verdict: 'holds';
}

export interface Silent {
  readonly verdict: 'inconclusive' | 'not applicable';
  readonly because: string;
}

export interface Broken {
  readonly verdict: 'broken';
  /** What the component did, in one sentence. */
  readonly told: string;
  /** What the contract wants instead. */
  readonly expected: string;
  /** JSON Pointer to the line of the contract that is broken. */
  readonly cites: string;
  /** What findings with one cause have in common: no numbers, nothing that changes from case to case. */
  readonly shape: string;
  /** The dependency that it is about; default: that of the fault. */
  readonly dependency?: string;
  /** How components usually get this right, where the check's own advice is about something else. */
  readonly fix?: string;
}

/** How a check judges the requests of traffic one by one. */
export interface EachRequest {
  /** So many of them must have broken it in the same way: one alone may be the machine's doing. Default: 1. */
  readonly atLeast?: number;
  /** It has to know which calls a request made; a function: of some operations. */
  readonly byCalls?: true | ((operation: Operation) => boolean);
  /** Says of all of them what was first found of one. */
  together?(contract: Contract, observation: Observation, first: Broken): Broken;
  /** Why it says nothing of this traffic. */
  unless?(contract: Contract, observation: Observation): string | undefined;
  /** Which requests it judges; default: all of the operation that the case is about. */
  which?(contract: Contract, observation: Observation, request: SeenRequest): boolean;
}

/** A rule that judges an observation: a pure function, so that a stored run can be judged again. */
export interface Check {
  /** The claim, as a name. */
  readonly name: string;
  /** The claim, as a sentence about the component. */
  readonly claim: string;
  readonly why: string;
  /** How components usually get it right. */
  readonly fix: string;
  /** It is about what one request causes: of several at once it says nothing. */
  readonly ofOne?: true;
  /**
   * How it judges traffic: all of it, or one request after the other; `paced`: all of it, where no dependency is out and
   * time is what it is about. Default: it says nothing of it.
   */
  readonly inTraffic?: 'whole' | 'paced' | EachRequest;
  /** A component under traffic that gets no time from its machine can look as if it broke it. */
  readonly timely?: true;
  judge(contract: Contract, observation: Observation): Judgement;
}

export const holds: Holds = { verdict: 'holds' };
export const notApplicable = (because: string): Silent => ({ verdict: 'not applicable', because });
export const inconclusive = (because: string): Silent => ({ verdict: 'inconclusive', because });
export const broken = (details: Omit<Broken, 'verdict'>): Broken => ({ verdict: 'broken', ...details });
