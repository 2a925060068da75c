// The documents and what each is for, in the order in which to read them. Two files are made of this list: the table of
// contents for people, and llms.txt for programs that read (https://llmstxt.org).
import { existsSync, readFileSync } from 'node:fs';
import { checks } from '../dist/check/index.js';
import { pages } from './reference/pages.mjs';

const root = new URL('../', import.meta.url);

const sections = {
  'Where to begin': {
    'docs/getting-started.md': 'from an existing component to a first verdict, in minutes',
    'docs/guides/pipeline.md': 'the first day of whoever keeps the pipeline',
    'docs/guides/contracts.md': 'the first day of whoever writes contracts',
    'docs/guides/failure-injection.md': 'the first day of whoever plays failures against a component',
  },
  'How to': {
    'docs/scenarios.md': 'write recipes of your own: faults by call, mess, outages under traffic',
    'docs/tools.md': 'tool servers (MCP): as a dependency, and as the component',
    'docs/gates.md': 'what a pipeline may conclude: exit codes, waivers, baselines, `diff`, `ready`',
    'docs/scale-out.md': 'one run on several machines',
    'docs/configuration.md': 'what every run of a project is to be told, in a file or the environment',
  },
  'Together with other tools': {
    'docs/jest-vitest.md': 'trials as tests of Jest and Vitest, matchers',
    'docs/msw-nock.md': 'the same faults inside suites that use msw or nock',
    'docs/faults-without-sockets.md': 'which faults interception can show, and which only sockets can',
    'docs/pact.md': 'pacts out and in, and the Pact verifier with failures as provider states',
    'docs/openapi.md': 'contracts from OpenAPI documents, and OpenAPI out of contracts',
    'docs/typescript.md': 'contracts in TypeScript, typed',
  },
  Reference: {
    'docs/reference.md': 'the index of all that is made from the sources',
    ...Object.fromEntries(pages.map(({ file, about }) => [file, about])),
  },
  Checks: Object.fromEntries(checks.map(({ name, claim }) => [`docs/checks/${name}.md`, claim])),
  Optional: {
    'docs/sdk-behaviour.md': 'what the official clients of model APIs, tool servers and stores make of each fault',
    'docs/benchmarks.md': 'beside the tools that one could pick instead, measured by one command',
    'docs/triage-runbook.md': 'the runbook of an example',
    'CONTRIBUTING.md': 'the map of the house, how to add a fault, a scenario, a check',
    'CHANGELOG.md': 'what changed',
  },
};

const headingOf = (file) => /^# (.*)$/m.exec(readFileSync(new URL(file, root), 'utf8'))[1];

/** What is not there yet is left out. */
const listed = Object.entries(sections).map(([heading, documents]) => ({
  heading,
  documents: Object.entries(documents).filter(([file]) => existsSync(new URL(file, root))),
}));

const sectionLines = (from) =>
  listed.flatMap(({ heading, documents }) => [
    `## ${heading}`,
    '',
    ...documents.map(([file, about]) => `- [${headingOf(file).replaceAll('`', '')}](${from(file)}): ${about}`),
    '',
  ]);

export const llmsText = () =>
  [
    '# Shakedown',
    '',
    '> Integration contract testing for AI components. One contract per component says what its callers were promised and what',
    '> it needs from everything that it calls; Shakedown launches the real component, simulates its dependencies, makes them fail',
    '> as they fail in production, judges every answer, and shrinks each failure to a case that can be replayed.',
    '',
    'A command line tool for Node.js 20.19 or newer; the component may be written in any language. Contracts and scenarios are YAML,',
    'with JSON Schemas in `schema/`. `npx shakedown explain <name>` tells of any fault, check, outage, scenario or protocol.',
    '',
    '- [README](README.md): what it does, an example, the contract in some lines',
    '',
    ...sectionLines((file) => file),
  ].join('\n');

const fromDocs = (file) => (file.startsWith('docs/') ? file.slice('docs/'.length) : `../${file}`);

export const contentsText = () =>
  [
    '# Documentation',
    '',
    'Made by `npm run generate`, as is [llms.txt](../llms.txt), the same list for programs.',
    '',
    ...sectionLines(fromDocs),
  ]
    .join('\n')
    .replace('## Optional', '## Further');
