import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contract } from '../contract/contract.ts';
import { digestOf } from '../contract/digest.ts';
import type { Played } from '../ready/point.ts';
import { reportVersion } from '../report/document.ts';

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const list = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** The runs that a JSON report tells of. A string says why it tells none. */
export function readReport(file: string): readonly Json[] | string {
  try {
    const report: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (isObject(report) && report.report === reportVersion && Array.isArray(report.runs)) return list(report.runs);
    return `${file} is not a JSON report of a run that is read here. Write one with \`--reporter json=${file}\`.`;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return `${file} ${code ? `cannot be read: ${code}` : 'is not JSON'}. Write it with \`shakedown run --reporter json=${file}\`.`;
  }
}

/** What a report tells of the last run of a contract. */
export function playedIn(file: string, runs: readonly Json[], contract: Contract): Played | string {
  const run = runs.find((one) => isObject(one.contract) && one.contract.name === contract.component.name);
  if (!run || !isObject(run.coverage) || !isObject(run.coverage.answers)) return `${file} has no run of it`;
  const trials = list(run.trials);
  const isAccepted = (finding: Json) =>
    finding.known === true || (isObject(finding.waiver) && finding.waiver.expired !== true);
  const { digest } = run.contract as Json;
  const selected = Array.isArray(run.selected) ? `only ${run.selected.join(', ')} was played` : undefined;
  const stopped = isObject(run.stopped) ? String(run.stopped.detail ?? run.stopped.why) : selected;
  return {
    file,
    verdict: String(run.verdict),
    open: list(run.findings).filter((finding) => !isAccepted(finding)).length,
    trials: trials.length,
    inconclusive: trials.filter((trial) => trial.verdict === 'inconclusive').length,
    answers: Object.fromEntries(Object.entries(run.coverage.answers).map(([name, n]) => [name, Number(n)])),
    uncalled: Array.isArray(run.uncalled) ? run.uncalled.map(String) : [],
    ...(stopped === undefined ? {} : { stopped }),
    ...(digest === undefined || digest === digestOf(contract) ? {} : { outdated: true }),
  };
}

/** Why nothing is known where there is no report. A journal alone does not tell whether the whole plan was played. */
export function neverTold(folder: string, file: string, { component }: Contract): string {
  const journal = join(folder, `${component.name}.ndjson`);
  return existsSync(journal)
    ? `there is no report (${file}), and ${journal} does not tell whether all was played`
    : `there is no report of a run (${file})`;
}
