import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Case } from '../../src/observation/observation.ts';
import type { profiles } from '../../src/plan/profile.ts';
import type { Defect } from './index.ts';

/** How a component of the zoo is run. */
export interface Play extends Pick<Defect, 'name' | 'protocol'> {
  readonly language: Language;
  readonly profile?: keyof typeof profiles;
  /** Globs of trials; none: the whole plan. */
  readonly only?: readonly string[];
  readonly seed?: number;
  /** The part of the zoo that it lives in, with a contract of its own; default: the main one. */
  readonly home?: 'tools' | 'search';
  /** It starts its tool server itself. */
  readonly stdio?: boolean;
  /** Its dependencies are spoken to over TLS. */
  readonly tls?: true;
  /** Begin with the request that the contract shows, or, without it, with one that its schema allows; default: shown. */
  readonly examples?: boolean;
  /** Look for the smallest case of each finding; default: not. */
  readonly shrink?: boolean;
}

/** What the JSON report says of one run, as far as the zoo asks. */
export interface Report {
  readonly verdict: string;
  readonly trials: readonly { readonly id: string; readonly verdict: string; readonly because?: string }[];
  readonly findings: readonly {
    readonly id: string;
    readonly check: string;
    readonly trials: readonly string[];
    readonly shrunk: { readonly steps: number };
    readonly observation: { readonly case: Case };
    readonly confirmed: { readonly failed: number; readonly played: number };
  }[];
  readonly stopped?: { readonly why: string; readonly detail: string };
}

const root = resolve(import.meta.dirname, '../..');
/** Inside of the project, so that components run in its folder; a contract stays there to be run by hand. */
const folder = join(root, '.shakedown/defects');
const commands = { node: ['node', 'mjs'], python: ['python3', 'py'], perl: ['perl', 'pl'] } as const;
export type Language = keyof typeof commands;
/** Much of a run is waiting; two of them side by side fill two cores with this many. */
const rigs = 6;
/** A few trials are not worth more: each starts a component of its own. */
const few = 3;

/** Runs one component as a user does, and reads the report. */
export async function play({
  name,
  language,
  protocol = 'openai',
  profile = 'quick',
  only = [],
  seed = 1,
  shrink = false,
  examples = true,
  home,
  stdio = false,
  tls,
}: Play): Promise<{ exitCode: number | null; report: Report; output: string }> {
  const own = join(folder, `${home ?? language}-${name}`, `${seed}`);
  // Findings of an earlier run would be played first.
  rmSync(own, { recursive: true, force: true });
  mkdirSync(own, { recursive: true });
  const contract = join(own, 'contract.yaml');
  const report = join(own, 'report.json');
  const spoken = home
    ? homeContract(home, name, stdio)
    : contractOf(name, language).replace('protocol: openai', `protocol: ${protocol}`);
  const text = tls ? overTls(spoken) : spoken;
  writeFileSync(contract, examples ? text : text.replace(/^ {6}examples:\n( {8}.*\n)+/m, ''));
  const side = home ? 2 : only.length > 0 ? few : rigs;
  const flags = ['--profile', profile, '--seed', `${seed}`, '--rigs', `${side}`, '--out', join(own, 'out')];
  if (!shrink) flags.push('--no-shrink');
  for (const glob of only) flags.push('--only', glob);
  const { exitCode, output } = await run([
    contract,
    ...flags,
    '--reporter',
    'terminal',
    '--reporter',
    `json=${report}`,
  ]);
  const { runs } = JSON.parse(readFileSync(report, 'utf8')) as { runs: [Report] };
  return { exitCode, report: runs[0], output };
}

function contractOf(name: string, language: Language): string {
  const [program, ending] = commands[language];
  return readFileSync(join(import.meta.dirname, 'contract.yaml'), 'utf8')
    .replace('name: correct', `name: ${name}`)
    .replace('node test/defects/node/correct.mjs', `${program} test/defects/${language}/${name}.${ending}`);
}

function homeContract(home: string, name: string, stdio: boolean): string {
  const text = readFileSync(join(import.meta.dirname, home, 'contract.yaml'), 'utf8')
    .replace('name: correct', `name: ${name}`)
    .replace('correct.mjs', `${name}.mjs`);
  if (!stdio) return text;
  return text
    .replace('TOOLS_URL: ${tools.url}/mcp', 'TOOLS_COMMAND: ${tools.command}')
    .replace('protocol: mcp', 'protocol: mcp-stdio');
}

/** Every dependency over TLS, and one CA for them all. */
function overTls(text: string): string {
  return text
    .replaceAll(/^ {4}protocol: .*$/gm, '$&\n    tls: true')
    .replace(/^ {6}PORT: .*$/m, '$&\n      NODE_EXTRA_CA_CERTS: ${llm.ca}');
}

function run(args: readonly string[]): Promise<{ exitCode: number | null; output: string }> {
  const child = spawn(process.execPath, [join(root, 'dist/bundle/main.js'), ...args], { cwd: root });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data: Buffer) => {
      output += data.toString();
    });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) => resolve({ exitCode, output }));
  });
}
