import { historyVersion, type PastRun } from '../history/history.ts';
import { seen } from '../history/seen.ts';
import { slower } from '../history/slower.ts';
import type { RunResult } from './result.ts';

/** A run in the light of earlier ones. */
export function withHistory(result: RunResult, earlier: readonly PastRun[]): RunResult {
  const { profile, timing, trials, findings } = result;
  const began = dateOf(timing);
  return {
    ...result,
    findings: findings.map((finding) => ({ ...finding, seen: seen(finding, began, earlier) })),
    history: {
      runs: earlier.map(({ trials: _, history: __, contract: ___, ...rest }) => rest),
      slower: slower({ profile, rigs: timing.rigs, trials }, earlier),
    },
  };
}

/** What is kept of a run by this version of Shakedown; undefined where it played nothing. */
export function pastRun(
  { contract, timing, trials, findings, stopped, ...result }: RunResult,
  version: string,
): PastRun | undefined {
  if (trials.length === 0) return undefined;
  const { seed, profile, verdict } = result;
  const verdicts: Record<string, number> = {};
  for (const trial of trials) verdicts[trial.verdict] = (verdicts[trial.verdict] ?? 0) + 1;
  return {
    history: historyVersion,
    began: dateOf(timing),
    shakedown: version,
    contract: contract.file,
    seed,
    profile,
    rigs: timing.rigs,
    verdict,
    ...(stopped ? { stopped: stopped.why } : {}),
    took: Math.round(timing.took),
    verdicts,
    findings: findings.map((one) => ({ id: one.id, trials: one.trials, ...(one.waiver ? { waived: true } : {}) })),
    trials: Object.fromEntries(trials.map(({ id, took }) => [id, Math.round(took)])),
  };
}

const dateOf = ({ began }: RunResult['timing']) => new Date(began).toISOString();
