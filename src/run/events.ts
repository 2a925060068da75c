import type { Contract } from '../contract/contract.ts';
import type { Explored } from '../plan/pair-trials.ts';
import type { Plan } from '../plan/plan.ts';
import type { Omission, Trial } from '../plan/trial.ts';
import type { Finding, RunResult } from './result.ts';
import type { Division, Shard } from './share.ts';

/** What happens in a run, in order. Reporters listen to it and change nothing. */
export type RunEvent =
  | { readonly kind: 'launching'; readonly contract: Contract; readonly rigs: number }
  | {
      readonly kind: 'planned';
      readonly contract: Contract;
      readonly plan: Plan;
      readonly cases: number;
      readonly shard?: Shard & { readonly division: Division };
    }
  | {
      readonly kind: 'played';
      readonly trial: string;
      readonly verdict: string;
      readonly done: number;
      readonly cases: number;
    }
  | {
      readonly kind: 'combined';
      readonly explored: Explored;
      readonly trials: readonly Trial[];
      readonly omitted: readonly Omission[];
      readonly cases: number;
    }
  | { readonly kind: 'timing'; readonly trials: readonly Trial[] }
  | { readonly kind: 'looking closer'; readonly findings: number }
  | { readonly kind: 'found'; readonly finding: Finding }
  /** Nothing is played: reports of shards were joined. */
  | { readonly kind: 'joined'; readonly result: RunResult; readonly reports: readonly string[] }
  | { readonly kind: 'ended'; readonly result: RunResult };

export type Listener = (event: RunEvent) => void;
