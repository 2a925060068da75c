import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

/** A source file and what it imports, as paths below src/; type imports count. */
interface Module {
  readonly file: string;
  readonly imports: readonly string[];
  readonly text: string;
  /** Those of the imports that are more than types; default: all of them. */
  readonly values?: readonly string[];
}

// Who may import whom. Data flows one way: contract → plan → rig → check → run → report → cli.
const mayImport: Readonly<Record<string, readonly string[]>> = {
  contract: ['package-file.ts'],
  observation: [],
  schema: ['contract'],
  fault: ['contract', 'schema'],
  mess: ['contract', 'schema'],
  protocol: ['contract', 'fault', 'schema', 'observation'],
  outage: ['contract', 'schema'],
  latency: ['contract', 'schema', 'observation'],
  scenario: ['contract', 'package-file.ts'],
  diff: ['contract', 'schema'],
  ready: ['contract'],
  plan: ['contract', 'fault', 'mess', 'outage', 'latency', 'scenario', 'schema', 'protocol', 'observation'],
  check: ['contract', 'observation', 'latency'],
  rig: ['contract', 'fault', 'mess', 'outage', 'latency', 'schema', 'protocol', 'observation', 'package-file.ts'],
  history: [],
  run: [
    'contract',
    'history',
    'fault',
    'mess',
    'outage',
    'latency',
    'scenario',
    'schema',
    'protocol',
    'plan',
    'observation',
    'check',
    'rig',
  ],
  learn: ['contract', 'mess', 'schema', 'protocol', 'report', 'version.ts'],
  init: ['contract', 'schema', 'learn', 'observation', 'plan', 'rig', 'run', 'schema', 'package-file.ts'],
  config: ['contract', 'plan'],
  report: [
    'contract',
    'history',
    'mess',
    'outage',
    'latency',
    'protocol',
    'plan',
    'observation',
    'check',
    'run',
    'version.ts',
    'package-file.ts',
  ],
  cli: [
    'contract',
    'config',
    'history',
    'fault',
    'mess',
    'outage',
    'scenario',
    'protocol',
    'plan',
    'observation',
    'check',
    'rig',
    'run',
    'learn',
    'init',
    'interop',
    'report',
    'diff',
    'ready',
    'version.ts',
  ],
  interop: [
    'contract',
    'schema',
    'fault',
    'protocol',
    'plan',
    'observation',
    'check',
    'scenario',
    'rig',
    'run',
    'report',
    'cli',
    'package-file.ts',
  ],
  'index.ts': ['contract', 'config', 'plan', 'observation', 'check', 'run'],
  'version.ts': ['package-file.ts'],
  'package-file.ts': [],
};

/** Folders of variants: one small file each, named in the list beside them, and unknown to each other. */
const variantFolders = [
  /^fault\/\w+\//,
  /^mess\/\w+\//,
  /^outage\/(?!outage\.ts|index\.ts)/,
  /^contract\/lint\//,
  /^scenario\/lint\//,
  /^schema\/compare\/keyword\//,
  /^ready\/point\//,
  /^diff\/subject\//,
  /^protocol\/\w+\/fault\//,
  /^protocol\/tcp\/(?!tcp\.ts)/,
  /^protocol\/documents\/(?!index\.ts)/,
  /^protocol\/hits\/(?!hits\.ts|index\.ts)/,
  /^protocol\/(qdrant\/null-result|chroma\/no-inner-list|kserve\/wrong-shape|kserve\/model-not-ready)/,
];
const shared = new Set(
  ['contract', 'scenario'].flatMap((r) => ['rule', 'index', 'lint'].map((n) => `${r}/lint/${n}.ts`)),
);
const isVariant = (file: string) => variantFolders.some((folder) => folder.test(file)) && !shared.has(file);
const checkInfrastructure = new Set(
  [
    'check',
    'index',
    'judge',
    'recognise',
    'streamed',
    'expectation',
    'strikes',
    'held-up',
    'took-aftermath',
    'in-traffic',
    'model-texts',
    'delivered',
    'took-aftermath',
  ].map((n) => `check/${n}.ts`),
);
const isCheck = (file: string) => file.startsWith('check/') && !checkInfrastructure.has(file);

const room = (file: string) => (file.includes('/') ? file.slice(0, file.indexOf('/')) : file);
const clocks = /Math\.random\(|Date\.now\(|performance\.now\(/;
const clockRooms = ['rig/clock.ts', 'plan/seed.ts'];
const nameless = ['utils', 'util', 'common', 'core', 'helpers', 'types', 'misc', 'lib', 'shared'];

/** Every way in which the house breaks its own rules. */
function violations(modules: readonly Module[]): string[] {
  const found: string[] = [];
  for (const { file, imports, text } of modules) {
    const allowed = mayImport[room(file)];
    if (!allowed) found.push(`${file}: ${room(file)} is no room of the house`);
    for (const target of imports) {
      if (room(target) !== room(file) && !allowed?.includes(room(target)))
        found.push(`${file} → ${target}: ${room(file)} may not import ${room(target)}`);
      if ((isVariant(file) && isVariant(target)) || (isCheck(file) && isCheck(target)))
        found.push(`${file} → ${target}: a variant may not import another`);
    }
    if (clocks.test(text) && !clockRooms.includes(file))
      found.push(`${file}: randomness and clocks belong to ${clockRooms.join(' and ')}`);
    for (const part of file.replace(/\.tsx?$/, '').split('/'))
      if (nameless.includes(part)) found.push(`${file}: "${part}" says nothing`);
    if (!/^[a-z0-9-]+\.tsx?$/.test(file.split('/').at(-1)!)) found.push(`${file}: files are kebab-case`);
  }
  return [...found, ...strays(modules), ...cycles(modules)];
}

const page = /^report\/html\/page\//;

/** The page of a report runs in a browser: beside types, it imports only what needs no Node, and is imported by nobody. */
function strays(modules: readonly Module[]): string[] {
  const byFile = new Map(modules.map((m) => [m.file, m]));
  const seen = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, from: string) => {
    if (seen.has(file)) return;
    seen.add(file);
    const module = byFile.get(file);
    if (!module) return;
    if (/from 'node:/.test(module.text))
      found.push(`${file}: needs Node, and the page of a report imports it (${from})`);
    for (const next of module.values ?? module.imports) visit(next, page.test(file) ? file : from);
  };
  for (const { file } of modules) if (page.test(file)) visit(file, file);
  for (const { file, imports } of modules)
    if (!page.test(file))
      for (const target of imports)
        if (page.test(target)) found.push(`${file} → ${target}: the page runs in a browser`);
  return found;
}

function cycles(modules: readonly Module[]): string[] {
  const graph = new Map(modules.map((m) => [m.file, m.imports]));
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, path: readonly string[]) => {
    if (path.includes(file)) {
      found.push(`cycle: ${[...path.slice(path.indexOf(file)), file].join(' → ')}`);
      return;
    }
    if (done.has(file)) return;
    done.add(file);
    for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
  };
  for (const { file } of modules) visit(file, []);
  return found;
}

const src = fileURLToPath(new URL('../src', import.meta.url));

function readModules(): Module[] {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((f) => /\.tsx?$/.test(f));
  return files.map((file) => {
    const text = readFileSync(join(src, file), 'utf8');
    const imports = [...text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map((m) =>
      relative(src, join(src, dirname(file), m[1]!)),
    );
    const values = [...text.matchAll(/^import (?!type)[^;]*? from '(\.[^']+)'/gms)].map((m) =>
      relative(src, join(src, dirname(file), m[1]!)),
    );
    return { file, imports, text, values };
  });
}

describe('the house', () => {
  it('keeps its rules', () => {
    expect(violations(readModules())).toEqual([]);
  });

  it('names every variant in the visible list beside it', () => {
    const modules = readModules();
    const listed = new Set(
      modules.filter((m) => /(^|\/)index\.ts$|^protocol\/(\w+)\/\2(-\w+)?\.ts$/.test(m.file)).flatMap((m) => m.imports),
    );
    const unlisted = modules.filter((m) => isVariant(m.file) || isCheck(m.file)).filter((m) => !listed.has(m.file));
    expect(unlisted.map((m) => m.file)).toEqual([]);
  });

  const module = (file: string, imports: readonly string[] = [], text = ''): Module => ({ file, imports, text });
  it.each([
    ['an import against the flow', [module('contract/load.ts', ['rig/rig.ts'])], 'contract may not import rig'],
    ['a judging room that touches the rig', [module('check/check.ts', ['rig/clock.ts'])], 'check may not import rig'],
    [
      'a variant that imports another',
      [module('fault/http/a.ts', ['fault/http/b.ts']), module('fault/http/b.ts')],
      'a variant may not import another',
    ],
    [
      'a check that imports another',
      [module('check/recovers.ts', ['check/stays-up.ts'])],
      'a variant may not import another',
    ],
    [
      'a cycle',
      [module('run/a.ts', ['run/b.ts']), module('run/b.ts', ['run/a.ts'])],
      'cycle: run/a.ts → run/b.ts → run/a.ts',
    ],
    ['a clock of its own', [module('run/a.ts', [], 'const t = Date.now();')], 'randomness and clocks belong to'],
    [
      'a page that imports what needs Node',
      [
        module('report/html/page/a.tsx', ['report/b.ts']),
        module('report/b.ts', [], "import { readFileSync } from 'node:fs';"),
      ],
      'report/b.ts: needs Node, and the page of a report imports it',
    ],
    [
      'a page that is imported by what runs in Node',
      [module('report/a.ts', ['report/html/page/b.tsx']), module('report/html/page/b.tsx')],
      'the page runs in a browser',
    ],
    ['a file that says nothing', [module('run/utils.ts')], '"utils" says nothing'],
    ['an unknown room', [module('stuff/a.ts')], 'stuff is no room of the house'],
    ['a file name in another style', [module('run/runAll.ts')], 'files are kebab-case'],
  ])('is told off for %s', (_, modules, complaint) => {
    expect(violations(modules)).toEqual([expect.stringContaining(complaint)]);
  });
});
