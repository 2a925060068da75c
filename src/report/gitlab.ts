import { createHash } from 'node:crypto';
import pc from 'picocolors';
import { isOpen } from '../run/open.ts';
import type { Finding, RunResult } from '../run/result.ts';
import { cite } from './cite.ts';
import { findingTitle } from './finding-texts.ts';
import { fingerprints } from './fingerprint.ts';
import { expiredText, standing } from './gate-text.ts';
import { excerpt, printable } from './printable.ts';
import type { ReporterKind } from './reporter.ts';
import { repositoryPath } from './repository-path.ts';
import { verdictLine } from './terminal/summary.ts';

export const gitlab: ReporterKind = {
  name: 'gitlab',
  summary: 'for GitLab: the Code Quality report of a merge request, in JSON',
  extension: 'json',
  open: (sink) => ({
    on: () => {},
    end: (results) =>
      sink.write(
        `${JSON.stringify(
          results.flatMap((result) => degradations(result, sink.root)),
          null,
          2,
        )}\n`,
      ),
  }),
};

/** https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
interface Degradation {
  readonly description: string;
  readonly check_name: string;
  /** Of two with the same one, GitLab shows the first. */
  readonly fingerprint: string;
  readonly severity: 'info' | 'minor' | 'major' | 'critical' | 'blocker';
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

const longest = 500;

function degradations(result: RunResult, root?: string): Degradation[] {
  const { contract, findings, verdict, stopped } = result;
  const path = repositoryPath(contract.file, root);
  const prints = fingerprints(path, result);
  const found = [
    ...findings.map((finding, i) => degradation(result, finding, path, prints[i]!)),
    ...expired(result, path),
  ];
  const judged = verdict === 'broken' || (verdict === 'holds' && !stopped) || stopped?.why === 'planned only';
  if (judged) return found;
  // An empty report would say that all is well.
  const check_name = stopped?.why ?? 'inconclusive';
  return [
    ...found,
    {
      description: excerpt(verdictLine(result, pc.createColors(false)), longest),
      check_name,
      fingerprint: createHash('sha256')
        .update(JSON.stringify([path, check_name]))
        .digest('hex'),
      severity: stopped ? 'blocker' : 'minor',
      location: { path: printable(path), lines: { begin: 1 } },
    },
  ];
}

function degradation({ contract }: RunResult, finding: Finding, path: string, print: string): Degradation {
  const { judgement, check, id } = finding;
  const aside = standing(finding).map(([what, told]) => ` (${what}: ${told})`);
  return {
    description: excerpt(
      `${findingTitle(finding)}: ${judgement.told}${aside.join('')} Replay: npx shakedown replay ${id}`,
      longest,
    ),
    check_name: check,
    fingerprint: print,
    severity: severity(finding),
    location: { path: printable(path), lines: { begin: cite(contract, judgement.cites).line } },
  };
}

/** A waiver that has expired fails the gate, whatever it covers. */
const expired = ({ contract, waivers }: RunResult, path: string): Degradation[] =>
  waivers.flatMap((waiver, i) =>
    waiver.expired
      ? [
          {
            description: excerpt(expiredText(waiver), longest),
            check_name: 'waiver-current',
            fingerprint: hash([path, 'waiver', waiver.finding, i]),
            severity: 'major',
            location: { path: printable(path), lines: { begin: cite(contract, `/waivers/${i}`).line } },
          },
        ]
      : [],
  );

const hash = (what: readonly unknown[]) => createHash('sha256').update(JSON.stringify(what)).digest('hex');

function severity(finding: Finding): Degradation['severity'] {
  const { failed, played } = finding.confirmed;
  if (!isOpen(finding)) return 'info';
  return failed === played ? 'critical' : 'major';
}
