import picomatch from 'picomatch';
import type { Contract, Waiver } from '../contract/contract.ts';
import type { Trial } from '../plan/trial.ts';
import type { Finding, TrialResult, WaiverUse } from './result.ts';

type Planned = Pick<Trial, 'id' | 'operation' | 'site' | 'fault'>;

/** What each waiver was good for: one that covers nothing, although what it names was tried, has done its work. */
export function waiverUses(
  { waivers }: Contract,
  findings: readonly Finding[],
  planned: readonly Planned[],
  played: readonly TrialResult[],
): WaiverUse[] {
  const unclear = new Set(played.filter((t) => t.verdict === 'inconclusive').map((t) => t.id));
  const done = new Set(played.map((t) => t.id).filter((id) => !unclear.has(id)));
  return waivers.map((waiver) => {
    const covered = ({ waiver: by, name }: Finding) =>
      by !== undefined && (isSame(by, waiver) || picomatch.isMatch(name, waiver.finding));
    if (findings.some(covered)) return { ...waiver, covers: 'findings' };
    const named = planned.filter(names(waiver));
    return { ...waiver, covers: named.length > 0 && named.every(({ id }) => done.has(id)) ? 'nothing' : 'not tried' };
  });
}

const isSame = (a: Waiver, b: Waiver) => a.finding === b.finding && a.until === b.until;

/** Whether a trial could break something that the waiver names: all but its check. */
function names({ finding }: Waiver): (trial: Planned) => boolean {
  if (finding.includes('**')) {
    const last = finding.split('/').at(-1)!;
    const check = /^[\w-]+$/.test(last) ? last : 'check';
    return ({ operation, site, fault }) => picomatch.isMatch(`${operation}/${site}/${fault}/${check}`, finding);
  }
  const trials = picomatch(finding.slice(0, finding.lastIndexOf('/')));
  return ({ operation, site, fault }) => trials(`${operation}/${site}/${fault}`);
}
