import { type Verdict, worst } from '../check/judge.ts';
import { isOpen } from './open.ts';
import type { RunResult } from './result.ts';

/** What a run comes to: what was found and could be seen again; else what is not known; else what its trials say. */
export function verdictOf({
  trials,
  findings,
  uncalled,
  stopped,
}: Pick<RunResult, 'trials' | 'findings' | 'uncalled' | 'stopped'>): Verdict {
  const open = findings.filter(isOpen);
  if (open.some((f) => f.confirmed.failed > 0 || f.confirmed.played === 0)) return 'broken';
  if (trials.length === 0 || open.length > 0 || stopped || uncalled.length > 0) return 'inconclusive';
  return worst(trials.map((t) => (t.verdict === 'broken' ? 'holds' : t.verdict)));
}
