import type { Contract } from '../contract/contract.ts';
import type { Finding, RunResult } from '../run/result.ts';
import { version } from '../version.ts';
import { cite } from './cite.ts';
import { type Moment, timeline } from './timeline.ts';

/** The version of the JSON report. A change that would break a reader raises it. */
export const reportVersion = 1;

/** The JSON report: everything that the other reports show. */
export interface ReportDocument {
  readonly report: typeof reportVersion;
  /** The version of Shakedown that wrote it. */
  readonly shakedown: string;
  /** One for each contract. */
  readonly runs: readonly RunDocument[];
}

/** A run of one contract. */
export interface RunDocument extends Omit<RunResult, 'contract' | 'findings'> {
  readonly contract: ContractDocument;
  readonly findings: readonly FindingDocument[];
}

export interface ContractDocument {
  readonly file: string;
  readonly name: string;
  readonly owner?: string;
  readonly escalation?: string;
  readonly runbook?: string;
  /** The whole contract as this version of Shakedown loaded it, without the folder that it was run in. */
  readonly declared: unknown;
}

export interface FindingDocument extends Finding {
  /** The line of the contract that it breaks. */
  readonly place: ReturnType<typeof cite>;
  /** What happened in its smallest case, in order. */
  readonly timeline: readonly Moment[];
}

export function documentOf(results: readonly RunResult[]): ReportDocument {
  return { report: reportVersion, shakedown: version, runs: results.map(runDocument) };
}

function runDocument({ contract, findings, ...rest }: RunResult): RunDocument {
  const { project: _, ...declared } = contract;
  const { name, owner, escalation, runbook } = contract.component;
  return {
    contract: {
      file: contract.file,
      name,
      ...(owner === undefined ? {} : { owner }),
      ...(escalation === undefined ? {} : { escalation }),
      ...(runbook === undefined ? {} : { runbook }),
      declared,
    },
    ...rest,
    findings: findings.map((finding) => ({
      ...finding,
      place: cite(contract, finding.judgement.cites),
      timeline: timeline(contract, finding.observation),
    })),
  };
}

/** What was written as a run of a report: reporters can be given it as if it had just been played here. */
export function resultOf({ contract, findings, ...rest }: RunDocument): RunResult {
  return {
    contract: { ...(contract.declared as Omit<Contract, 'project'>), project: process.cwd() },
    ...rest,
    findings: findings.map(({ place: _place, timeline: _timeline, ...finding }) => finding),
  };
}
