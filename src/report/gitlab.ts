import { createHash } from 'node:crypto';
import pc from 'picocolors';
import type { Finding, RunResult } from '../run/result.ts';
import { cite } from './cite.ts';
import { findingTitle } from './finding-texts.ts';
import { fingerprint } from './fingerprint.ts';
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
  const found = findings.map((finding) => degradation(result, finding, path));
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

function degradation({ contract }: RunResult, finding: Finding, path: string): Degradation {
  const { judgement, check, waiver, id } = finding;
  const waived = waiver ? ` (waived until ${waiver.until})` : '';
  return {
    description: excerpt(
      `${findingTitle(finding)}: ${judgement.told}${waived} Replay: npx shakedown replay ${id}`,
      longest,
    ),
    check_name: check,
    fingerprint: fingerprint(path, finding),
    severity: severity(finding),
    location: { path: printable(path), lines: { begin: cite(contract, judgement.cites).line } },
  };
}

function severity({ waiver, confirmed: { failed, played } }: Finding): Degradation['severity'] {
  if (waiver) return 'info';
  return failed === played ? 'critical' : 'major';
}
