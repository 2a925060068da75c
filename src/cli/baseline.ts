import { readFileSync } from 'node:fs';
import type { Contract } from '../contract/contract.ts';
import { reportVersion } from '../report/document.ts';
import type { Baseline, BaselineFinding } from '../run/baseline.ts';

export const baselineOption = {
  baseline: {
    type: 'string',
    describe: 'the JSON report of an earlier run: what stands open in it does not fail, only what is new does',
  },
} as const;

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads the JSON report that a run is compared with. A string says what is wrong with it. */
export function readBaseline(file: string, contracts: readonly Contract[]): Baseline | string {
  const refuse = (why: string, remedy = 'Write one with `shakedown run --reporter json=baseline.json`.') =>
    `--baseline ${file} ${why}. ${remedy}`;
  let report: unknown;
  try {
    report = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return refuse(code ? `cannot be read: ${code}` : 'is not JSON');
  }
  if (!isObject(report) || report.report === undefined || !Array.isArray(report.runs))
    return refuse('is not a JSON report of a run');
  if (report.report !== reportVersion)
    return refuse(`is a report of version ${JSON.stringify(report.report)}, and only ${reportVersion} is read`);
  const findings = new Map<string, BaselineFinding[]>();
  for (const run of report.runs) {
    const told = findingsOf(run);
    if (!told) return refuse('is damaged: a run in it is not as a report tells it');
    findings.set(told.name, [...(findings.get(told.name) ?? []), ...told.findings]);
  }
  const names = contracts.map(({ component }) => component.name);
  if (names.length > 0 && !names.some((name) => findings.has(name)))
    return refuse(
      `is of other contracts: it tells of ${[...findings.keys()].join(', ') || 'none'}, and not of ${names.join(', ')}`,
      'Name a report of the same contracts.',
    );
  return { file, findings };
}

function findingsOf(run: unknown): { name: string; findings: BaselineFinding[] } | undefined {
  if (!isObject(run) || !isObject(run.contract) || !Array.isArray(run.findings)) return undefined;
  const { name } = run.contract;
  if (typeof name !== 'string') return undefined;
  const findings = run.findings.map((one: unknown): BaselineFinding | undefined => {
    if (!isObject(one) || typeof one.id !== 'string' || typeof one.name !== 'string') return undefined;
    if (!Array.isArray(one.trials) || !one.trials.every((id): id is string => typeof id === 'string')) return undefined;
    const waived = isObject(one.waiver) && one.waiver.expired !== true;
    return { id: one.id, name: one.name, trials: one.trials, waived };
  });
  return findings.includes(undefined) ? undefined : { name, findings: findings as BaselineFinding[] };
}
