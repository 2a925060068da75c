import { judge } from '../check/judge.ts';
import type { Contract } from '../contract/contract.ts';
import type { Role } from '../observation/journal.ts';
import type { Case, Observation } from '../observation/observation.ts';
import { spread } from '../plan/spread.ts';
import { now } from '../rig/clock.ts';
import type { Rig } from '../rig/rig.ts';
import type { HealthyCalls } from '../rig/steady.ts';
import type { Block, Broke } from './findings.ts';
import { callsOf } from './learn.ts';
import type { Finding } from './result.ts';
import { playOn } from './rigs.ts';
import { shrinkCase } from './shrink.ts';
import { unexamined } from './unexamined.ts';

interface Options {
  /** Look for the smallest case. */
  readonly shrink: boolean;
  readonly signal?: AbortSignal;
  /** Is given every case as soon as it was played. */
  readonly record?: (role: Role, trial: string, observation: Observation) => void;
}

const confirmations = 3;
const otherCandidates = 2;
/** Milliseconds after which no milder case is looked for. */
const shrinkTime = 8000;
/** The same, where each play takes seconds. */
const shrinkTimeOfTraffic = 30_000;

/**
 * Looks closer at a block: its smallest case that fails again, played three times more. Some cases do not fail every
 * time: then others of the block are tried, and the surest is the answer. Throws `LaunchError` where the component does not come up again.
 */
export async function examine(rig: Rig, block: Block, contract: Contract, options: Options): Promise<Finding> {
  // Nothing that an earlier case left behind may play a part.
  await rig.relaunch();
  let best = await confirm(rig, block, block.broke[0], contract, options);
  for (const other of spread(block.broke.slice(1), otherCandidates)) {
    if (best.confirmed.failed === confirmations || options.signal?.aborted) break;
    const found = await confirm(rig, block, other, contract, options);
    if (found.confirmed.failed > best.confirmed.failed) best = found;
  }
  return best;
}

async function confirm(
  rig: Rig,
  block: Block,
  broke: Broke,
  contract: Contract,
  { shrink, signal, record }: Options,
): Promise<Finding> {
  const { planned, judgement, observation, trial, check } = broke;
  const interrupted = () => signal?.aborted ?? false;
  const began = now();
  const time = planned.case.traffic ? shrinkTimeOfTraffic : shrinkTime;
  const usual = new Map<string, Promise<HealthyCalls | undefined>>([
    [JSON.stringify(planned.case.input), Promise.resolve(planned.healthyCalls)],
  ]);
  let best = { observation, judgement, healthyCalls: planned.healthyCalls };
  const fails = async (role: Role, played: Case) => {
    const healthyCalls = await usualCalls(rig, played, usual);
    const again = healthyCalls && (await playOn(rig, played, healthyCalls, signal));
    if (!again) return false;
    record?.(role, trial.id, again);
    const said = judge(contract, again).judgements[check];
    if (said?.verdict !== 'broken' || said.shape !== judgement.shape) return false;
    best = { observation: again, judgement: said, healthyCalls };
    return true;
  };
  const shrunk = shrink
    ? await shrinkCase(
        contract,
        broke.observation.case,
        (milder) => fails('shrink', milder),
        () => interrupted() || now() - began > time,
      )
    : { case: broke.observation.case, steps: 0 };
  let failed = 0;
  let played = 0;
  while (played < confirmations && !interrupted()) {
    const again = await fails('confirm', shrunk.case);
    if (interrupted()) break;
    played++;
    if (again) failed++;
  }
  return {
    ...unexamined({ ...block, broke: [broke, ...block.broke] }),
    ...best,
    shrunk: { steps: shrunk.steps, from: broke.observation.case },
    confirmed: { failed, played },
  };
}

/**
 * What the clean request of a case causes when nothing is wrong: another request may cause other calls. Undefined where it
 * is not served: what became of it would tell nothing of the mess or the fault.
 */
function usualCalls(
  rig: Rig,
  played: Case,
  known: Map<string, Promise<HealthyCalls | undefined>>,
): Promise<HealthyCalls | undefined> {
  const key = JSON.stringify(played.input);
  const calls = known.get(key) ?? callsOf(rig, played);
  known.set(key, calls);
  return calls;
}
