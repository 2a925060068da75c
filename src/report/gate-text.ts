import type { Finding, RunResult, WaiverUse } from '../run/result.ts';
import { cite } from './cite.ts';
import { printable } from './printable.ts';

/** ` (1 waived, 2 known)`: findings that do not fail the gate; empty where there are none. */
export function setAside(findings: readonly Finding[]): string {
  const known = findings.filter((f) => f.known).length;
  const waived = findings.filter((f) => f.waiver && !f.waiver.expired && !f.known).length;
  const told = [...(waived > 0 ? [`${waived} waived`] : []), ...(known > 0 ? [`${known} known`] : [])];
  return told.length > 0 ? ` (${told.join(', ')})` : '';
}

/** Why a finding does not fail the gate, or what became of its waiver. */
export function standing({ waiver, known }: Finding): [what: string, told: string][] {
  const lines: [string, string][] = [];
  if (waiver?.expired) lines.push(['expired', `its waiver ended on ${waiver.until}; ${ownedBy(waiver)}`]);
  else if (waiver) lines.push(['waived', `until ${waiver.until} by ${waiver.owner}: ${printable(waiver.because)}`]);
  if (known) lines.push(['known', 'it is in the baseline, and does not fail the gate']);
  return lines;
}

export const expiredText = (waiver: WaiverUse): string =>
  `The waiver for \`${waiver.finding}\` ended on ${waiver.until}; ${ownedBy(waiver)}. ${
    waiver.covers === 'nothing'
      ? 'What it names was tried and holds: take the waiver out.'
      : 'Mend the finding, or agree on a new date.'
  }`;

const ownedBy = ({ owner }: Pick<WaiverUse, 'owner'>) => `${owner} owns it`;

/** Waivers that cover nothing, and what became of the baseline. */
export function gateLines({ contract, waivers, baseline }: RunResult): string[] {
  const lines = waivers.flatMap((waiver, i) => {
    const { file, line } = cite(contract, `/waivers/${i}`);
    if (waiver.expired) return [`${expiredText(waiver)} (${file}:${line})`];
    if (waiver.covers !== 'nothing') return [];
    return [`The waiver for \`${waiver.finding}\` covers nothing: what it names holds. Take it out. (${file}:${line})`];
  });
  if (!baseline) return lines;
  if (baseline.unknown) lines.push(`${baseline.file} has no run of ${contract.component.name}: all findings are new`);
  const named = (those: readonly { readonly id: string; readonly name: string }[]) =>
    those.map(({ id, name }) => `${id} ${name}`).join(', ');
  if (baseline.gone.length > 0) lines.push(`gone since ${baseline.file}: ${named(baseline.gone)}`);
  if (baseline.unclear.length > 0)
    lines.push(`of ${baseline.file}, not all of their trials were played: ${named(baseline.unclear)}`);
  return lines;
}
