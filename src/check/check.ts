import type { Contract } from '../contract/contract.ts';
import type { Observation } from '../observation/observation.ts';

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
  judge(contract: Contract, observation: Observation): Judgement;
}

export const holds: Holds = { verdict: 'holds' };
export const notApplicable = (because: string): Silent => ({ verdict: 'not applicable', because });
export const inconclusive = (because: string): Silent => ({ verdict: 'inconclusive', because });
export const broken = (details: Omit<Broken, 'verdict'>): Broken => ({ verdict: 'broken', ...details });
