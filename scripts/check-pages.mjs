// The pages of the checks: what code knows stands between two marks, the rest is written by hand.
import { existsSync, readFileSync } from 'node:fs';
import { createJiti } from 'jiti';
import { checks } from '../dist/check/index.js';
import { code, title } from './reference/markdown.mjs';

const root = new URL('../', import.meta.url);
const jiti = createJiti(import.meta.url);

/** Folders of the zoo: each has a list of components with one mistake, which one check alone finds. */
const parts = ['', 'delivers', 'instructions', 'latency', 'models', 'search', 'servers', 'streams', 'tools', 'traffic'];

const zoo = [];
for (const part of parts) {
  const lists = Object.values(await jiti.import(`../test/defects/${part ? `${part}/` : ''}index.ts`));
  const defects = lists.filter(Array.isArray).flat();
  zoo.push(...defects.filter(({ check }) => check !== undefined).map((one) => ({ ...one, file: fileOf(part, one) })));
}

function fileOf(part, { name, language }) {
  const folder = part || language;
  return `test/defects/${folder}/${name}.${language === 'python' ? 'py' : 'mjs'}`;
}

/** What a text with values in it says of any of them. */
const spoken = (made) =>
  made
    .replaceAll('\\`', '`')
    .replaceAll(/\$\{[^}]* \? '([^']*)' : '([^']*)'\}/g, '$1 or $2')
    .replaceAll(
      /\$\{(?:delayed\(observation\)|slow|machine)\}/g,
      'harness or component was kept from its work meanwhile',
    )
    .replaceAll(/\$\{[^}]*\}/g, '…');

/** What a check says where it says neither that it holds nor that it is broken, as it stands in its file. */
function reasons(name, verdict) {
  const text = readFileSync(new URL(`src/check/${name}.ts`, root), 'utf8');
  const said = [...text.matchAll(new RegExp(`\\b${verdict}\\(\\s*(?:'([^']*)'|\`((?:[^\`\\\\]|\\\\.)*)\`)`, 'g'))];
  const told = said.map(([, plain, made]) => plain ?? spoken(made));
  return [...new Set(told)];
}

function underTraffic({ inTraffic: how }) {
  if (how === undefined) return 'Of traffic it says nothing: it is about one case at a time.';
  if (how === 'paced') return 'It is judged by traffic in which every dependency keeps its declared pace.';
  if (how === 'whole') return 'Under traffic it looks at all requests together, where a dependency is out.';
  const { atLeast = 1 } = how;
  const many = atLeast > 1 ? `; ${atLeast} of them must have broken it in the same way` : '';
  return `Under traffic each request is a case of its own${many}.`;
}

function head(check) {
  return [
    `# ${code(check.name)}`,
    '',
    `${title(check.claim)}.`,
    '',
    `**Why it matters.** ${check.why}`,
    '',
    `**Usually right.** ${check.fix}`,
    '',
    underTraffic(check),
    ...(check.ofOne ? ['Where several requests are under way at once, or one comes twice, it says nothing.'] : []),
    ...(check.timely
      ? [
          'What a machine without time can have caused is inconclusive: where harness or component got no CPU, nothing is held against it.',
        ]
      : []),
    '',
  ];
}

function silence({ name }) {
  const list = (lead, all) => (all.length === 0 ? [] : [lead, '', ...all.map((one) => `- ${one}`), '']);
  return [
    '## When it says nothing',
    '',
    ...list('It does not apply, and says why:', reasons(name, 'notApplicable')),
    ...list('It is inconclusive, which is never green:', reasons(name, 'inconclusive')),
  ];
}

function defects({ name }) {
  const found = zoo.filter(({ check }) => check === name);
  return [
    '## In the zoo',
    '',
    'Components of our own tests with one mistake each, which this check alone finds:',
    '',
    ...found.map(({ name, file, mistake }) => `- [${name}](../../${file})${mistake ? `: ${mistake}` : ''}`),
    '',
  ];
}

const made = { head, silence, defects };
const begin = (name) => `<!-- ${name}: made from the sources by \`npm run generate\` -->`;
const end = (name) => `<!-- end of ${name} -->`;

const place = (name) => `${begin(name)}\n${end(name)}\n`;
const blank = [
  place('head'),
  '## How it is judged\n',
  place('silence'),
  '## Usual mistakes, and what is right\n',
  place('defects'),
  '## Sources\n',
].join('\n');

/** The page as it stands, with what is made put in anew; that of a new check is yet to be written. */
function pageOf(check, file) {
  const page = new URL(file, root);
  let text = existsSync(page) ? readFileSync(page, 'utf8') : blank;
  for (const [name, lines] of Object.entries(made)) {
    const [from, to] = [text.indexOf(begin(name)), text.indexOf(end(name))];
    if (from < 0 || to < from)
      throw new Error(`${file} has no place for its ${name}: between "${begin(name)}" and "${end(name)}".`);
    text = `${text.slice(0, from)}${begin(name)}\n${lines(check).join('\n')}\n${text.slice(to)}`;
  }
  return text;
}

export const checkPages = Object.fromEntries(
  checks.map((check) => [`docs/checks/${check.name}.md`, () => pageOf(check, `docs/checks/${check.name}.md`)]),
);
