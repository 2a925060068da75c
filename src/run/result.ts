import type { Broken } from '../check/check.ts';
import type { Verdict } from '../check/judge.ts';
import type { Contract, Waiver } from '../contract/contract.ts';
import type { History, Seen } from '../history/history.ts';
import type { LatencyFigures } from '../latency/figures.ts';
import type { Observation } from '../observation/observation.ts';
import type { TrafficFigures } from '../observation/traffic-figures.ts';
import type { Explored } from '../plan/pair-trials.ts';
import type { Omission } from '../plan/trial.ts';
import type { Cost, TrialCost } from './cost.ts';
import type { Division, Shard } from './share.ts';

/** A broken check with its cause: all trials that broke it in the same way, and the smallest case that still does. */
export interface Finding {
  /** Six hexadecimal digits: the same cause has the same id in every run. */
  readonly id: string;
  /** `<operation>/<dependency>/<fault>/<check>`: what waivers match. */
  readonly name: string;
  readonly check: string;
  readonly operation: string;
  readonly dependency: string;
  readonly judgement: Broken;
  /** Its smallest case. */
  readonly observation: Observation;
  readonly healthyCalls: Observation['healthyCalls'];
  /** The trials that hit it, by id. */
  readonly trials: readonly string[];
  readonly shrunk: Shrunk;
  /** How often the smallest case failed again, of how many times. */
  readonly confirmed: { readonly failed: number; readonly played: number };
  /** What accepts it; one that has expired accepts nothing any more. */
  readonly waiver?: Waiver;
  /** What earlier runs say of it; undefined where none are known. */
  readonly seen?: Seen;
  /** It stands open in the report of an earlier run that this one is compared with. */
  readonly known?: true;
}

export interface Shrunk {
  readonly steps: number;
  /** The case that it began with. */
  readonly from: Observation['case'];
}

export interface TrialResult {
  readonly id: string;
  readonly verdict: Verdict;
  readonly cases: number;
  /** Milliseconds, all cases together. */
  readonly took: number;
  /** None of its cases met the fault or outage that was planned for it. */
  readonly met?: false;
  /** The names of the checks that were broken. */
  readonly broken: readonly string[];
  /** Why it is inconclusive. */
  readonly because?: string;
  /** Plays that the machine spoiled, and that were repeated. */
  readonly again?: number;
  /** The scenario that it is one of. */
  readonly scenario?: PlayedScenario;
  /** What came of the traffic of each case, where they had some. */
  readonly traffic?: readonly TrafficFigures[];
  /** Where the time of each case went, where they were about time. */
  readonly latency?: readonly LatencyFigures[];
  /** What its single requests cost, by the dependency that failed. */
  readonly costs?: readonly TrialCost[];
}

export interface PlayedScenario {
  readonly name: string;
  readonly title: string;
  /** The checks that it is there for. */
  readonly checks: readonly string[];
  /** Those of them that had something to judge. */
  readonly judged: readonly string[];
}

/** The end of a run of one contract. */
export interface RunResult {
  readonly contract: Contract;
  readonly seed: number;
  readonly profile: string;
  readonly verdict: Verdict;
  readonly trials: readonly TrialResult[];
  readonly findings: readonly Finding[];
  readonly omitted: readonly Omission[];
  /** The trials that were asked for, where not all were: globs, or names of scenarios. */
  readonly selected?: readonly string[];
  /** Dependencies that no healthy request calls: none of their failures was tried. */
  readonly uncalled: readonly string[];
  /** How faults of several dependencies were put together; undefined where they were not. */
  readonly explored?: Explored;
  /** What became of the findings of earlier runs. */
  readonly remembered: readonly Remembered[];
  /** What the waivers of the contract were good for, in its order. */
  readonly waivers: readonly WaiverUse[];
  /** What became of the findings of a baseline; undefined without one. */
  readonly baseline?: Compared;
  readonly coverage: Coverage;
  /** What single requests cost, by operation and failing dependency; empty where no healthy one was played. */
  readonly costs: readonly Cost[];
  readonly timing: Timing;
  /** Set where the run ended before its plan did: interrupted, out of time, `--bail`, or nothing to judge. */
  readonly stopped?: Stop;
  /** Set where it is a part of a run. */
  readonly shard?: PlayedShard;
  /** Earlier runs, and what they tell of this one; undefined where none are kept. */
  readonly history?: History;
}

export interface PlayedShard extends Shard {
  /** Undefined where there was nothing to divide: it ended before. */
  readonly division?: Division;
  /** Trial by trial, its place in the plan of all shards together. */
  readonly order: readonly number[];
}

export interface Stop {
  readonly why:
    | 'interrupted'
    /** Its journal ends before it did. */
    | 'killed'
    | 'out of time'
    | 'first finding'
    | 'not healthy'
    | 'not launched'
    | 'unsupported'
    | 'planned only'
    | 'nothing selected'
    | 'empty shard'
    | 'not whole';
  readonly detail: string;
  /** What the component wrote. */
  readonly output?: string;
  /** What came of the healthy request, where it was not `ok`. */
  readonly observation?: Observation;
}

export interface Coverage {
  /** Trials in the plan, and those whose fault struck at least once. */
  readonly planned: number;
  readonly met: number;
  /** `operation.answer` → how often it was seen. */
  readonly answers: Readonly<Record<string, number>>;
}

export interface Timing {
  /** When it began, in milliseconds since 1970. */
  readonly began: number;
  /** Milliseconds from the start to the end. */
  readonly took: number;
  readonly rigs: number;
  readonly cases: number;
  /** Median of what the harness itself adds to a request, in milliseconds. */
  readonly added: number;
}

export interface WaiverUse extends Waiver {
  /** `nothing`: what it names was tried and did not break. `not tried`: that cannot be told. */
  readonly covers: 'findings' | 'nothing' | 'not tried';
}

/** A finding of a baseline that is not among those of this run. */
export interface Missed {
  readonly id: string;
  readonly name: string;
}

export interface Compared {
  /** The report as the user named it. */
  readonly file: string;
  /** It knows of no run of this contract: all findings are new. */
  readonly unknown?: true;
  /** How many findings stand in it as well. */
  readonly known: number;
  /** The trials that had it were played, and hold now. */
  readonly gone: readonly Missed[];
  /** Not all of its trials were played. */
  readonly unclear: readonly Missed[];
}

/** What became of a kept finding. `gone`: the contract has no place for it any more. */
export interface Remembered {
  readonly id: string;
  readonly name: string;
  readonly now: 'still failing' | 'fixed' | 'not played' | 'unclear' | 'gone';
}
