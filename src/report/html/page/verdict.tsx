import { isOpen } from '../../../run/open.ts';
import type { RunDocument } from '../../document.ts';
import { setAside } from '../../gate-text.ts';
import { count } from './text.tsx';

/** `good`, `bad` or `open`, with its mark. */
export function VerdictMark({ run: { verdict } }: { readonly run: RunDocument }) {
  const mark = { holds: '✓', broken: '✗', inconclusive: '?' }[verdict];
  return <span class={`mark ${verdict}`}>{mark}</span>;
}

/** The one sentence that counts. */
export function verdictText({ contract, verdict, findings, trials, stopped, uncalled }: RunDocument): string {
  const open = findings.filter(isOpen);
  const tail = setAside(findings);
  if (verdict === 'broken') return `does not hold: ${count(open.length, 'finding')}${tail}`;
  if (stopped)
    return trials.length === 0 ? 'could not be judged' : `was not judged to the end; what was played holds${tail}`;
  if (verdict === 'holds') {
    const longest = Math.max(...contract.operations.map(({ budget }) => budget.deadline));
    return `holds: in all ${count(trials.length, 'trial')} it answered as its contract says, within ${longest} ms${tail}`;
  }
  if (uncalled.length > 0)
    return `is inconclusive: no healthy request calls ${uncalled.join(' or ')}, so those failures were not tried`;
  const unclear = trials.filter((trial) => trial.verdict === 'inconclusive');
  if (unclear.length > 0) return `is inconclusive: ${unclear.length} of ${trials.length} trials could not be judged`;
  return `is inconclusive: ${count(open.length, 'finding')} could not be seen a second time`;
}
