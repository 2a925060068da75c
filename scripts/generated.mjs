// The files that are made from the sources; run after a build.
import { checks } from '../dist/check/index.js';
import { contractFormat } from '../dist/contract/format.js';
import { lintRules } from '../dist/contract/lint/index.js';
import { allMesses } from '../dist/mess/index.js';
import { shapes } from '../dist/outage/index.js';
import { allFaults, protocols } from '../dist/protocol/index.js';

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
    '## Protocols',
    '',
    '| protocol | what it simulates | its operations |',
    '| --- | --- | --- |',
    ...protocols.map((p) => `| \`${p.name}\` | ${cell(p.summary)} | ${p.operations} |`),
    '',
    '## Lint rules',
    '',
    ...lintRules.map((r) => `- \`${r.name}\`: ${r.summary}`),
    '',
  ].join('\n');
}

/** File → its content. */
export const generated = {
  'schema/contract.v1.json': () => `${JSON.stringify(contractFormat, null, 2)}\n`,
  'docs/reference.md': reference,
};
