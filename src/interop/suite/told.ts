import pc from 'picocolors';
import type { Contract } from '../../contract/contract.ts';
import { printable } from '../../report/printable.ts';
import { findingLines } from '../../report/terminal/finding.ts';
import type { Stop } from '../../run/result.ts';
import type { PlayedTrial } from '../../run/session.ts';
import type { Outcome } from './messages.ts';

const width = 100;

/** What came of a trial, as a person reads it: findings as the terminal shows them. */
export function toldOf(contract: Contract, { verdict, because, findings }: PlayedTrial): Outcome {
  if (verdict === 'inconclusive') return { verdict, told: `Nothing can be said of it: ${because}.` };
  const open = findings.filter(({ waiver }) => !waiver);
  const blocks = open.map((finding) => findingLines(contract, finding, width, pc.createColors(false)).join('\n'));
  const waivers = findings.flatMap(({ name, waiver }) =>
    waiver ? `${name} is waived until ${waiver.until}: ${waiver.because}` : [],
  );
  return { verdict, told: blocks.join('\n\n'), ...(waivers.length > 0 ? { waived: waivers.join('\n') } : {}) };
}

/** Why nothing can be played, with what the component wrote. */
export function stopText({ detail, output }: Stop): string {
  const wrote = output?.trim();
  return wrote
    ? `${detail}\n  it wrote\n${printable(wrote).replaceAll('\\n', '\n').replaceAll(/^/gm, '    ')}`
    : detail;
}
