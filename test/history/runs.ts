import type { PastRun } from '../../src/history/history.ts';

/** An earlier run, a day after the other. */
export function past(day: number, change: Partial<PastRun> = {}): PastRun {
  return {
    history: 1,
    began: new Date(Date.UTC(2026, 0, day)).toISOString(),
    shakedown: '1.0.0',
    contract: 'a.contract.yaml',
    seed: 1,
    profile: 'standard',
    rigs: 6,
    verdict: 'holds',
    took: 1000,
    verdicts: { holds: 1 },
    findings: [],
    trials: { 'ask/llm/silence/every': 1000 },
    ...change,
  };
}
