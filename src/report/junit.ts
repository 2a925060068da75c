import pc from 'picocolors';
import { isOpen } from '../run/open.ts';
import type { Finding, RunResult, TrialResult } from '../run/result.ts';
import { expiredText, standing } from './gate-text.ts';
import type { ReporterKind } from './reporter.ts';
import { findingLines } from './terminal/finding.ts';
import { xml } from './xml.ts';

/** One testsuite a contract, one testcase a trial. What is inconclusive is an error: CI systems show it, and it is not green. */
export const junit: ReporterKind = {
  name: 'junit',
  summary: 'for CI systems: JUnit XML, one testcase a trial',
  open: (sink) => ({
    on: () => {},
    end: (results) =>
      sink.write(`<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${results.map(suite).join('')}</testsuites>\n`),
  }),
};

function suite(result: RunResult): string {
  const { contract, trials, findings, timing, stopped } = result;
  const cases = trials.map((trial) => testcase(result, trial));
  if (trials.length === 0)
    cases.push(
      `  <testcase classname="${xml(contract.component.name)}" name="run">\n    <error message="${xml(stopped?.detail ?? 'nothing was tried')}"/>\n  </testcase>\n`,
    );
  const expired = result.waivers.filter((waiver) => waiver.expired);
  // What covers nothing any more fails the gate also where no trial does.
  for (const waiver of expired)
    cases.push(
      `    <testcase classname="${xml(`${contract.component.name}.waivers`)}" name="${xml(waiver.finding)}">\n      <failure type="expired" message="${xml(expiredText(waiver))}"/>\n    </testcase>\n`,
    );
  const broke = trials.filter((t) => openFinding(findings, t)).length + expired.length;
  const errors = trials.filter((t) => t.verdict === 'inconclusive').length + (trials.length === 0 ? 1 : 0);
  const skipped = trials.filter((t) => t.verdict === 'broken' && !openFinding(findings, t)).length;
  return `  <testsuite name="${xml(`${contract.component.name} (${contract.file})`)}" tests="${cases.length}" failures="${broke}" errors="${errors}" skipped="${skipped}" time="${(timing.took / 1000).toFixed(3)}">\n${cases.join('')}  </testsuite>\n`;
}

function testcase({ contract, findings }: RunResult, trial: TrialResult): string {
  const [operation, site, ...rest] = trial.id.split('/') as [string, string, ...string[]];
  const open = `    <testcase classname="${xml(`${operation}.${site}`)}" name="${xml(rest.join('/'))}" time="${(trial.took / 1000).toFixed(3)}"`;
  const inner = outcome();
  return inner ? `${open}>\n      ${inner}\n    </testcase>\n` : `${open}/>\n`;

  function outcome(): string | undefined {
    if (trial.verdict === 'inconclusive') return `<error type="inconclusive" message="${xml(trial.because ?? '')}"/>`;
    if (trial.verdict === 'holds') return undefined;
    const finding = openFinding(findings, trial);
    if (finding)
      return `<failure type="${xml(finding.check)}" message="${xml(finding.judgement.told)}">${xml(findingLines(contract, finding, 100, pc.createColors(false)).join('\n'))}</failure>`;
    const aside = findings.filter((f) => f.trials.includes(trial.id)).flatMap(standing);
    return `<skipped message="${xml(aside.map(([what, told]) => `${what}: ${told}`).join('; '))}"/>`;
  }
}

const openFinding = (findings: readonly Finding[], trial: TrialResult) =>
  findings.find((f) => isOpen(f) && f.trials.includes(trial.id));
