// The files that are made from the sources; run after a build.
import { checks } from '../dist/check/index.js';
import { contractFormat } from '../dist/contract/format.js';
import { lintRules } from '../dist/contract/lint/index.js';
import { allFaults, protocols } from '../dist/protocol/index.js';

const title = (text) => text[0].toUpperCase() + text.slice(1);
const cell = (text) => text.replaceAll('|', '\\|');

function reference() {
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
