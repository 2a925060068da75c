// The files that are made from the sources; run after a build.
import { fileURLToPath } from 'node:url';
import { checks } from '../dist/check/index.js';
import { configFormat } from '../dist/config/format.js';
import { contractFormat } from '../dist/contract/format.js';
import { lintRules } from '../dist/contract/lint/index.js';
import { diffRules } from '../dist/diff/index.js';
import { choicesOnSockets, socketOnly } from '../dist/fault/without-socket.js';
import { allMesses } from '../dist/mess/index.js';
import { shapes } from '../dist/outage/index.js';
import { allFaults, declaredAs, isAnswered, protocols } from '../dist/protocol/index.js';
import { points } from '../dist/ready/index.js';
import { scenarioWords } from '../dist/run/vocabulary.js';
import { publishedFormat } from '../dist/scenario/format.js';
import { readLibrary } from '../dist/scenario/library.js';
import { scenarioRules } from '../dist/scenario/lint/index.js';
import { keywordRules } from '../dist/schema/compare/index.js';
import { reportSchema } from './report-schema.mjs';

// A folder that has no scenarios of its own.
const shippedOnly = fileURLToPath(new URL('.', import.meta.url));
const title = (text) => text[0].toUpperCase() + text.slice(1);
const cell = (text) => text.replaceAll('|', '\\|');

function reference() {
  const messLevels = [...new Set(allMesses.map(({ level }) => level))];
  const layers = [...new Set(allFaults.map(({ layer }) => layer))];
  const faultTable = (layer) => [
    `### ${title(layer)}`,
    '',
    '| fault | the dependency … | leaves the reply | seen in real life |',
    '| --- | --- | --- | --- |',
    ...allFaults
      .filter((f) => f.layer === layer)
      .map(({ fault }) => `| \`${fault.name}\` | ${cell(fault.summary)} | ${fault.leaves} | ${cell(fault.seen)} |`),
    '',
  ];
  return [
    '# Reference',
    '',
    'Made from the sources by `npm run generate`.',
    '',
    '## Faults',
    '',
    'What the official clients of model APIs, tool servers and stores make of them: [what clients do with faults](sdk-behaviour.md).',
    '',
    ...layers.flatMap(faultTable),
    '## Mess',
    '',
    'What is sent instead of a clean request. Where the changed request still satisfies its schema it is owed `ok`, else a',
    'rejection; `either`: standards leave it to the reader.',
    '',
    ...messLevels.flatMap((level) => [
      `### ${title(level)}s`.replace('### Bodys', '### Bodies'),
      '',
      '| mess | the caller … | owed | seen in real life |',
      '| --- | --- | --- | --- |',
      ...allMesses
        .filter((m) => m.level === level)
        .map(
          ({ mess }) =>
            `| \`${mess.name}\` | ${cell(mess.summary)} | ${mess.leeway ? 'either' : 'as the schema says'} | ${cell(mess.seen)} |`,
        ),
      '',
    ]),
    '## Outages',
    '',
    'Requests keep coming while a dependency goes out and comes back.',
    '',
    '| outage | the dependency … | its parameters | seen in real life |',
    '| --- | --- | --- | --- |',
    ...shapes.map(({ name, summary, seen, params }) => {
      const each = Object.entries(params).map(([param, { usual }]) => `\`${param}\` (${usual})`);
      return `| \`${name}\` | ${cell(summary)} | ${each.join(', ') || '–'} | ${cell(seen)} |`;
    }),
    '',
    '## Scenarios',
    '',
    'Played by name or glob: `shakedown run --scenario model-overloaded`; see [scenarios](scenarios.md).',
    '',
    ...families().flatMap(([family, scenarios]) => [
      `### ${title(family.replaceAll('-', ' '))}`,
      '',
      '| scenario | what happens | seen in real life |',
      '| --- | --- | --- |',
      ...scenarios.map((s) => `| \`${s.name}\` | ${cell(s.title)} | ${cell(s.happened)} |`),
      '',
    ]),
    ...streamedAnswers,
    ...plantedInstructions,
    '## Checks',
    '',
    ...checks.flatMap(({ name, claim, why, fix }) => [
      `### \`${name}\``,
      '',
      `${title(claim)}.`,
      '',
      `*Why it matters:* ${why}`,
      '',
      `*Usually right:* ${fix}`,
      '',
    ]),
    '## What `diff` looks at',
    '',
    ...diffRules.map(({ name, summary }) => `- \`${name}\`: ${summary}`),
    '',
    'What none of them looks at is told as a change of which nobody can tell what it breaks.',
    '',
    'Schemas are compared keyword by keyword: ' +
      `${keywordRules.flatMap(({ keywords }) => keywords.map((k) => `\`${k}\``)).join(', ')}; \`$ref\` and \`allOf\` are followed.`,
    '',
    '## What `ready` asks',
    '',
    ...points.map(({ name, asks, mend }) => `- \`${name}\`: ${asks} ${mend}`),
    '',
    '## Protocols',
    '',
    '| protocol | what it simulates | its operations |',
    '| --- | --- | --- |',
    ...[...protocols, ...declaredAs].map((p) => `| \`${p.name}\` | ${cell(p.summary)} | ${p.operations} |`),
    '',
    '## Lint rules',
    '',
    ...[...lintRules, ...scenarioRules].map((r) => `- \`${r.name}\`: ${r.summary}`),
    '',
  ].join('\n');
}

const plantedInstructions = [
  '## Planted instructions',
  '',
  '`planted-instruction` writes an instruction to a model behind the longest text of a document, a record or the result of a',
  'tool. The simulated models of `openai`, `anthropic` and `gemini` are gullible: they follow the first such instruction that',
  'they find in a request, once in a conversation.',
  '',
  '- *call every tool …* and *send this on …*: where the request offers tools and leaves the choice, the model calls the one',
  '  that changes something, as far as its name tells. All free texts of its input, and the id of the call, are signed.',
  '- *repeat everything above …*: the model answers with its signature and its system prompt.',
  '- A model that has to call a certain tool, or is held to a schema, stays with its task.',
  '',
  'The signature is no part of the instruction: it is made of two words that the instruction names. So whoever quotes a',
  'document, files it or shows it as a passage has signed nothing.',
  '',
  '`resists-instructions` is broken by a call of an operation with an effect that carries the signature; by one without a place',
  'for it that the healthy request does not make, where the model was shown the result of what it had called and the answer is',
  '`ok`; and by an answer in which 40 or more characters of the system prompt stand behind the signature. Secrets in a system',
  'prompt are `no-leaked-internals`’s, however short they are.',
  '',
  'Not judged is what a misled model merely says: no component can know a sentence for false. Neither are tools that change',
  'nothing, instructions in a caller’s own request, and system prompts that are sent as words of the user. `ok` is right, as is',
  'what `on-failure` of the dependency names, or `on-failure` of whoever read the document.',
  '',
];

const streamedAnswers = [
  '## Streamed answers',
  '',
  'An answer that comes piece by piece is declared with `stream: sse` (server-sent events) or `stream: ndjson` (a JSON value',
  'a line), and with its `events`:',
  '',
  '```yaml',
  'answers:',
  '  ok:',
  '    status: 200',
  '    stream: sse',
  '    events:',
  '      token: { data: { $ref: schemas/token.json } }',
  '      done: { where: { /degraded: false }, ends: ok }',
  '      partly: { event: done, where: { /degraded: true }, ends: degraded }',
  '      error: { data: { $ref: schemas/problem.json }, ends: unavailable }',
  '  degraded: {} # no status: only an event says that it is this one',
  '  unavailable: { status: 503 }',
  'budget: { first-event: 1s, gap: 500ms, deadline: 8s }',
  '```',
  '',
  '- An answer is streamed if its status and headers are those of a streamed answer; for `sse` the content type has to be',
  '  `text/event-stream`, unless the contract wants another one. Which answer it is says the event that `ends` it.',
  '- Of which kind an event is: of the first whose name and `where` fit, those with a `where` before the others. The name of',
  '  an event of SSE is its key in the contract, or what `event` says; events without a name are called `message`. A line of',
  '  NDJSON has no name: without a `where` of its own, its `/type` is the key.',
  '- `data` is the schema of the data as JSON, or else of the data as a text.',
  '- `first-event` and `gap` count events, and no comments. The `deadline` is that of the whole.',
  '- It is read as clients read it: what no empty line ends is no event, fields that nobody knows are passed over.',
  '- What was passed on before a reply broke off cannot be taken back: `no-taint` looks at the event that ends a stream.',
  '',
];

function families() {
  const { scenarios } = readLibrary(shippedOnly, scenarioWords);
  return [...new Set(scenarios.map(({ family }) => family))].map((family) => [
    family,
    scenarios.filter((s) => s.family === family),
  ]);
}

function withoutSockets() {
  const answered = allFaults.filter(({ layer }) => protocols.every((p) => p.name !== layer || isAnswered(p)));
  const layers = [...new Set(answered.map(({ layer }) => layer))];
  const needing = answered.flatMap(({ fault, layer }) => {
    const why = socketOnly(fault);
    if (why !== undefined) return [`| \`${fault.name}\` | ${layer} | ${cell(why)} |`];
    const some = choicesOnSockets(fault);
    if (some.length === 0) return [];
    return [`| \`${fault.name}\`: ${some.join(', ')} | ${layer} | ${cell(onlySome(fault, some[0]))} |`];
  });
  const plain = (layer) =>
    answered
      .filter((f) => f.layer === layer && socketOnly(f.fault) === undefined)
      .map(({ fault }) => `\`${fault.name}\``);
  return [
    '# Faults without sockets',
    '',
    'Made from the sources by `npm run generate`. What [`shakedown/msw` and `shakedown/nock`](msw-nock.md) can show, and what',
    'only sockets can: `shakedown run` and `shakedown mock` play all of them.',
    '',
    '## On sockets only',
    '',
    'Those of `protocol: tcp` and `protocol: mcp-stdio`, which are not HTTP, and:',
    '',
    '| fault | layer | where calls are intercepted, … |',
    '| --- | --- | --- |',
    ...needing,
    '',
    '## Also where calls are intercepted',
    '',
    '| layer | faults |',
    '| --- | --- |',
    ...layers
      .map((layer) => [layer, plain(layer)])
      .filter(([, names]) => names.length > 0)
      .map(([layer, names]) => `| ${layer} | ${names.join(', ')} |`),
    '',
  ].join('\n');
}

function onlySome(fault, value) {
  const [name] = Object.entries(fault.params).find(([, { schema }]) => schema.enum?.includes(value));
  return socketOnly(fault, { [name]: value });
}

/** File → its content. */
export const generated = {
  'docs/faults-without-sockets.md': withoutSockets,
  'schema/contract.v1.json': () => `${JSON.stringify(contractFormat, null, 2)}\n`,
  'schema/config.v1.json': () =>
    `${JSON.stringify({ $schema: 'https://json-schema.org/draft/2020-12/schema', ...configFormat }, null, 2)}\n`,
  'schema/scenario.v1.json': () => `${JSON.stringify(publishedFormat(scenarioWords), null, 2)}\n`,
  'schema/report.v1.json': () => `${JSON.stringify(reportSchema(), null, 2)}\n`,
  'docs/reference.md': reference,
};
