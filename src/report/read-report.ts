import { readFileSync } from 'node:fs';
import { violations } from '../contract/json-schema.ts';
import { packageFile } from '../package-file.ts';
import { version } from '../version.ts';
import { type ReportDocument, reportVersion } from './document.ts';

let format: object | undefined;

/** The JSON Schema of the report, as it is published. */
const reportFormat = (): object => {
  format ??= JSON.parse(readFileSync(packageFile('schema/report.v1.json'), 'utf8')) as object;
  return format;
};

/** The JSON report in a text. A string says what is wrong with it: a sentence that goes on from the name of its file. */
export function readReport(text: string): ReportDocument | string {
  const document = parse(text);
  if (document?.report === undefined) return 'is no JSON report. A run writes one with `--reporter json=<file>`.';
  if (document.report !== reportVersion)
    return `is a report of version ${JSON.stringify(document.report)}; this Shakedown reads version ${reportVersion}.`;
  // Reports are judged on by what they hold of the contract, which is as one version loads it.
  if (document.shakedown !== version)
    return `was written by Shakedown ${document.shakedown}; this is ${version}. Use one version for all of a run.`;
  const [wrong] = violations(reportFormat() as never, document);
  return wrong ? `is damaged: ${wrong.pointer || 'it'} ${wrong.message}. Run again.` : document;
}

function parse(text: string): ReportDocument | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as ReportDocument) : undefined;
  } catch {
    return undefined;
  }
}
