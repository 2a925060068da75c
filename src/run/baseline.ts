import type { Contract } from '../contract/contract.ts';
import type { Block } from './findings.ts';
import type { Compared, Finding, Missed, TrialResult } from './result.ts';

/** A finding as a report of an earlier run tells it. */
export interface BaselineFinding extends Missed {
  /** The trials that hit it, by id. */
  readonly trials: readonly string[];
  /** A waiver covered it then. */
  readonly waived: boolean;
}

/** What an earlier run found. */
export interface Baseline {
  /** The report as the user named it. */
  readonly file: string;
  /** Name of the component → its findings. */
  readonly findings: ReadonlyMap<string, readonly BaselineFinding[]>;
}

/** What a waiver covered then is not accepted for good: where the waiver is gone, it is new. */
const openIn = (baseline: Baseline, { component }: Contract): readonly BaselineFinding[] =>
  (baseline.findings.get(component.name) ?? []).filter(({ waived }) => !waived);

/** Whether a cause stands open in the baseline: the same component, the same id. */
export const isKnown = (baseline: Baseline, contract: Contract, { id }: Pick<Block, 'id'>): boolean =>
  openIn(baseline, contract).some((known) => known.id === id);

/** What became of the findings of a baseline. */
export function comparedWith(
  baseline: Baseline,
  contract: Contract,
  findings: readonly Finding[],
  played: readonly TrialResult[],
): Compared {
  const done = new Set(played.filter((t) => t.verdict !== 'inconclusive').map((t) => t.id));
  const missed = openIn(baseline, contract).filter(({ id }) => !findings.some((f) => f.id === id));
  const isGone = ({ trials }: BaselineFinding) => decisive(trials).every((id) => done.has(id));
  const told = ({ id, name }: BaselineFinding): Missed => ({ id, name });
  return {
    file: baseline.file,
    ...(baseline.findings.has(contract.component.name) ? {} : { unknown: true }),
    known: findings.filter((f) => f.known).length,
    gone: missed.filter(isGone).map(told),
    unclear: missed.filter((one) => !isGone(one)).map(told),
  };
}

/** Trials that every run has; which faults and mess are combined, and what was kept, differs from run to run. */
function decisive(trials: readonly string[]): readonly string[] {
  const everywhere = trials.filter((id) => !/\+|\/with-|\/kept-/.test(id));
  return everywhere.length > 0 ? everywhere : trials;
}
