import type { CaseVerdict } from '../check/judge.ts';
import { nameOf } from '../check/recognise.ts';
import { strikes } from '../check/strikes.ts';
import type { Contract } from '../contract/contract.ts';
import type { Observation } from '../observation/observation.ts';
import type { Single } from '../plan/pair-trials.ts';
import type { PlannedCase, Trial } from '../plan/trial.ts';
import { countCalls } from '../rig/steady.ts';

interface Played {
  readonly planned: PlannedCase;
  readonly observation: Observation;
  readonly verdict: CaseVerdict;
}

/**
 * The cases with one fault and no mess that held, in the order of the plan: what fails alone needs no second fault to be
 * told.
 */
export function singlesOf(
  contract: Contract,
  trials: readonly Trial[],
  played: ReadonlyMap<Trial, readonly Played[]>,
): Single[] {
  // What a scenario is about is told by itself.
  const systematic = trials.filter(({ scenario }) => scenario === undefined);
  return systematic.flatMap((trial) =>
    inOrder(trial, played.get(trial) ?? [])
      .filter(({ planned, verdict }) => verdict.verdict === 'holds' && isSingle(planned))
      .map(({ planned, observation }) => ({
        trial,
        planned,
        answer: nameOf(contract.upstream[trial.operation]!, observation.answer),
        calls: countCalls(observation.calls),
      })),
  );
}

const inOrder = ({ cases }: Trial, played: readonly Played[]) =>
  [...played].sort((a, b) => cases.indexOf(a.planned) - cases.indexOf(b.planned));

const isSingle = ({ case: { schedule, mess, atOnce } }: PlannedCase) => schedule.length === 1 && !mess && !atOnce;

/** One of several faults kept another one from being met: nothing is wrong with that. */
export function keptApart({ planned, observation, verdict }: Played): boolean {
  return (
    planned.case.schedule.length > 1 &&
    verdict.verdict !== 'broken' &&
    strikes(observation).some((strike) => strike.missed !== undefined)
  );
}
