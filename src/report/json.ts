import { digestOf } from '../contract/digest.ts';
import type { RunResult } from '../run/result.ts';
import { version } from '../version.ts';
import { cite } from './cite.ts';
import type { ReporterKind } from './reporter.ts';
import { timeline } from './timeline.ts';

/** The version of the JSON report. A change that would break a reader raises it. */
export const reportVersion = 1;

export const json: ReporterKind = {
  name: 'json',
  summary: 'for programs: everything that the other reports show, in one versioned document',
  open: (sink) => ({
    on: () => {},
    end: (results) =>
      sink.write(
        `${JSON.stringify({ report: reportVersion, shakedown: version, runs: results.map(runDocument) }, null, 2)}\n`,
      ),
  }),
};

function runDocument(result: RunResult) {
  const { contract, findings, stopped, ...rest } = result;
  const { file, component } = contract;
  return {
    contract: {
      file,
      name: component.name,
      digest: digestOf(contract),
      owner: component.owner,
      escalation: component.escalation,
      runbook: component.runbook,
    },
    ...rest,
    findings: findings.map((finding) => ({
      ...finding,
      place: cite(contract, finding.judgement.cites),
      timeline: timeline(contract, finding.observation),
    })),
    ...(stopped ? { stopped } : {}),
  };
}
