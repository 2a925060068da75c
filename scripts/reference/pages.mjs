// The pages of the reference: one line each in the list, which is also the order of their index.
import { fileURLToPath } from 'node:url';
import { checks } from '../../dist/check/index.js';
import { configFormat } from '../../dist/config/format.js';
import { contractFormat } from '../../dist/contract/format.js';
import { lintRules } from '../../dist/contract/lint/index.js';
import { diffRules } from '../../dist/diff/index.js';
import { declaredAs, protocols } from '../../dist/protocol/index.js';
import { points } from '../../dist/ready/index.js';
import { reporters } from '../../dist/report/index.js';
import { scenarioWords } from '../../dist/run/vocabulary.js';
import { scenarioFormat } from '../../dist/scenario/format.js';
import { readLibrary } from '../../dist/scenario/library.js';
import { scenarioRules } from '../../dist/scenario/lint/index.js';
import { keywordRules } from '../../dist/schema/compare/index.js';
import { reportSchema } from '../report-schema.mjs';
import { commandPage } from './commands.mjs';
import { faultPage, messPage, outagePage } from './faults.mjs';
import { formSections } from './forms.mjs';
import { cell, code, table, title } from './markdown.mjs';
import { schemaSections } from './schema-document.mjs';
import { plantedInstructions, streamedAnswers } from './texts.mjs';

// A folder that has no scenarios of its own.
const shippedOnly = fileURLToPath(new URL('.', import.meta.url));

const asSchema = (file) => `As a JSON Schema, for editors: [${file}](../../schema/${file}).`;

const contractPage = () => [
  'The contract file, key by key. Where a key has a default, `shakedown lint --explain` prints a contract with all of them filled',
  `in. A schema is JSON Schema of draft 2020-12. ${asSchema('contract.v1.json')}`,
  '',
  ...formSections(contractFormat),
  ...streamedAnswers,
];

const scenarioPage = () => [
  `The scenario file, key by key. [Scenarios](../scenarios.md) shows how one is written. ${asSchema('scenario.v1.json')}`,
  '',
  ...formSections(scenarioFormat),
];

const configPage = () => [
  `The configuration file, key by key. What wins over what: [configuration](../configuration.md). ${asSchema('config.v1.json')}`,
  '',
  ...formSections(configFormat),
];

const reportPage = () => [
  'What `--reporter json` writes, field by field, and the other reporters. A later version may add fields, and takes none away',
  `without a new number in \`report\`. ${asSchema('report.v1.json')}`,
  '',
  ...table(
    ['reporter', 'what it writes'],
    reporters.map(({ name, summary }) => [code(name), cell(summary)]),
  ),
  '',
  ...schemaSections(reportSchema(), 'The report'),
];

const checkPage = () => [
  'A check is a rule that judges what was seen in a case: it holds, is broken, does not apply, or is inconclusive. What was not',
  'seen is never green. Each has a page.',
  '',
  ...table(
    ['check', 'its claim', 'under traffic'],
    checks.map((check) => [`[${code(check.name)}](../checks/${check.name}.md)`, title(check.claim), inTraffic(check)]),
  ),
  '',
  ...plantedInstructions,
];

function inTraffic({ inTraffic: how }) {
  if (how === undefined) return 'says nothing';
  if (typeof how !== 'string') return 'each request';
  return how === 'paced' ? 'all of it, where it is about time' : 'all of it, where a dependency is out';
}

const protocolPage = () => [
  'What stands at `protocol` of a dependency. *Declared*: the contract says which operations there are; *built in*: the protocol',
  'brings them. Each has its own faults beside those of every connection: [faults](faults.md).',
  '',
  ...table(
    ['protocol', 'what it simulates', 'its operations', 'faults of its own'],
    [...protocols, ...declaredAs].map((p) => [
      code(p.name),
      cell(p.summary),
      p.operations,
      p.faults.map((fault) => code(fault.name)).join(', '),
    ]),
  ),
  '',
];

const libraryPage = () => {
  const { scenarios } = readLibrary(shippedOnly, scenarioWords);
  const families = [...new Set(scenarios.map(({ family }) => family))];
  return [
    'The scenarios that are shipped, by family. Played by name or glob: `shakedown run --scenario model-overloaded`. How to',
    'write one: [scenarios](../scenarios.md).',
    '',
    ...families.flatMap((family) => [
      `## ${title(family.replaceAll('-', ' '))}`,
      '',
      ...table(
        ['scenario', 'what happens', 'seen in real life'],
        scenarios.filter((s) => s.family === family).map((s) => [code(s.name), cell(s.title), cell(s.happened ?? '')]),
      ),
      '',
    ]),
  ];
};

const lintPage = () => [
  'What `shakedown lint` asks of a file that can be read. It points at file, line and column, and says what to write instead.',
  '',
  '## Of contracts',
  '',
  ...lintRules.map((r) => `- ${code(r.name)}: ${r.summary}`),
  '',
  '## Of scenarios',
  '',
  ...scenarioRules.map((r) => `- ${code(r.name)}: ${r.summary}`),
  '',
];

const gatePage = () => [
  'What `shakedown diff` and `shakedown ready` look at. How a pipeline uses them: [gates](../gates.md).',
  '',
  '## What `diff` looks at',
  '',
  ...diffRules.map(({ name, summary }) => `- ${code(name)}: ${summary}`),
  '',
  'What none of them looks at is told as a change of which nobody can tell what it breaks.',
  '',
  'Schemas are compared keyword by keyword: ' +
    `${keywordRules.flatMap(({ keywords }) => keywords.map(code)).join(', ')}; \`$ref\` and \`allOf\` are followed.`,
  '',
  '## What `ready` asks',
  '',
  ...points.map(({ name, asks, mend }) => `- ${code(name)}: ${asks} ${mend}`),
  '',
];

const page = (name, heading, about, lines) => ({ file: `docs/reference/${name}.md`, heading, about, lines });

export const pages = [
  page('contract', 'The contract file', 'every key with its type, its default and what it means', contractPage),
  page('scenario', 'The scenario file', 'every key of a scenario', scenarioPage),
  page('config', 'The configuration file', 'every key of `shakedown.config.yaml`', configPage),
  page('commands', 'Commands', 'every command with its options, examples and exit codes', commandPage),
  page('report', 'Reports', 'the reporters, and every field of the JSON report', reportPage),
  page('checks', 'Checks', 'how a component is judged, with a page for each check', checkPage),
  page('faults', 'Faults', 'every way in which a dependency misbehaves', faultPage),
  page('outages', 'Outages', 'how a dependency goes down and comes back under traffic', outagePage),
  page('mess', 'Mess', 'every way in which real input differs from the clean sample', messPage),
  page('protocols', 'Protocols', 'what can be simulated', protocolPage),
  page('scenarios', 'Shipped scenarios', 'the library of named recipes', libraryPage),
  page('lint', 'Lint rules', 'what is asked of contracts and scenarios', lintPage),
  page(
    'gates',
    'What `diff` and `ready` look at',
    'the subjects of a comparison, the points before a release',
    gatePage,
  ),
];

const made = 'Made from the sources by `npm run generate`.';

export const pageText = ({ heading, lines }) => [`# ${heading}`, '', made, '', ...lines()].join('\n');

/** The index of the reference. */
export const indexText = () =>
  [
    '# Reference',
    '',
    made,
    '',
    ...pages.map(({ file, heading, about }) => `- [${heading}](${file.replace('docs/', '')}): ${about}`),
    '',
  ].join('\n');
