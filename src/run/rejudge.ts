import { judge, type Verdict, worst } from '../check/judge.ts';
import type { Contract } from '../contract/contract.ts';
import type { JournalLine } from '../observation/journal.ts';
import type { Trial } from '../plan/trial.ts';
import { type Broke, blocksOf, brokenBy } from './findings.ts';
import { isOpen } from './open.ts';
import type { Finding } from './result.ts';
import { unexamined } from './unexamined.ts';

/** What a recorded run comes to when it is judged by today's checks. Plays nothing. */
export function rejudge(
  contract: Contract,
  lines: readonly JournalLine[],
): { verdict: Verdict; cases: number; trials: Map<string, Verdict>; findings: Finding[] } {
  const trials = new Map<string, Verdict>();
  const broke: Broke[] = [];
  const explored = lines.filter((l) => l.role === 'explore');
  // A case that was spoiled was played again: its last time counts.
  const last = new Map(explored.map((l) => [l.observation.case.id, l]));
  for (const { trial: id, observation } of last.values()) {
    const said = judge(contract, observation);
    trials.set(id, worst([trials.get(id) ?? 'holds', said.verdict]));
    broke.push(
      ...brokenBy(
        trialOf(id, observation.case.operation),
        { case: observation.case, healthyCalls: observation.healthyCalls, waits: false },
        observation,
        said,
      ),
    );
  }
  const findings = blocksOf(contract, broke).map(unexamined);
  const open = findings.some(isOpen);
  const rest = worst([...trials.values()].map((v) => (v === 'broken' ? 'holds' : v)));
  return { verdict: open ? 'broken' : trials.size === 0 ? 'inconclusive' : rest, cases: last.size, trials, findings };
}

function trialOf(id: string, operation: string): Trial {
  const [, site = '', fault = ''] = id.split('/');
  return { id, operation, site, fault, cases: [] };
}
