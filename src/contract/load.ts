import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { buildContract } from './build.ts';
import type { Contract, Place, Waiver } from './contract.ts';
import { contractFormat } from './format.ts';
import { lint } from './lint/lint.ts';
import type { Vocabulary } from './lint/rule.ts';
import { modulePattern, readModule } from './module-source.ts';
import { withDocuments } from './openapi/expand.ts';
import { type Problem, sortProblems } from './problem.ts';
import { References } from './refs.ts';
import { checkShape } from './shape.ts';
import { show, showPath } from './show.ts';
import { readSource, type Source } from './source.ts';
import { isOver } from './waiver.ts';

export interface Loaded {
  /** Present if no problem is an error. */
  readonly contract?: Contract;
  /** All that was found in the file and in what it refers to, in order of position. */
  readonly problems: readonly Problem[];
  /** Where something was written, in the file or in one that it refers to; beside a contract. `inside`: a pointer into the schema or example at `pointer`. */
  readonly locate?: (pointer: string, inside?: string, of?: 'key' | 'value') => Located;
}

export interface Located extends Place {
  readonly file: string;
}

export interface LoadOptions {
  /** The names that a contract may use. */
  readonly vocabulary: Vocabulary;
  /** The day that waivers are judged by. */
  readonly today: Date;
}

/**
 * Reads a contract file: YAML, JSON, or TypeScript. Of YAML and JSON it runs nothing; what is TypeScript is code, and is
 * run to be read. Fetches nothing, opens no file outside the project's folder: the
 * nearest folder above the contract that holds a project file, else the contract's own.
 */
export function loadContract(file: string, options: LoadOptions): Loaded {
  const path = resolve(file);
  const { source, problems } = (modulePattern.test(path) ? readModule : readSource)(path, showPath(path));
  if (!source) return { problems };
  const stranger = notOurs(source);
  if (stranger) return { problems: sortProblems([...problems, stranger]) };
  const read = checkShape(source, contractFormat, 'the contract');
  const project = projectFolder(path);
  const refs = new References(read.rest, path, project);
  const shape = withDocuments(read, refs);
  const { protocols } = options.vocabulary;
  const effectsOf = (protocol: string) => (Object.hasOwn(protocols, protocol) ? protocols[protocol]!.effects : []);
  const contract = buildContract(shape.rest, project, refs, effectsOf);
  const linted = lint(contract, shape, refs, options);
  const all = sortProblems([...problems, ...shape.problems, ...refs.problems, ...linted]);
  if (all.some((p) => p.severity === 'error')) return { problems: all };
  return {
    contract: { ...contract, waivers: dated(contract.waivers, options.today) },
    problems: all,
    locate: (pointer, inside = '', of = 'value') => refs.locate(pointer, inside, of),
  };
}

const dated = (waivers: readonly Waiver[], today: Date): Waiver[] =>
  waivers.map((waiver) => (isOver(waiver, today) ? { ...waiver, expired: true } : waiver));

/** Why it makes no sense to look further: the file is no contract, or one of another version. */
function notOurs(source: Source): Problem | undefined {
  const refuse = (pointer: string, message: string): Problem => ({
    file: source.file,
    ...source.place(pointer),
    severity: 'error',
    rule: 'version',
    message,
    remedy: 'Write `shakedown: 1` as the first line of a contract.',
  });
  const { value } = source;
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return refuse('', `This is not a contract: it holds ${Array.isArray(value) ? 'a list' : show(value)}, not a map.`);
  const { shakedown: version, component, upstream } = value as Readonly<Record<string, unknown>>;
  if (typeof version === 'number' && version !== 1)
    return refuse('/shakedown', `This contract is of version ${version}, and only version 1 is read.`);
  if (version === undefined && component === undefined && upstream === undefined)
    return refuse('', 'This is not a contract: it has no `shakedown` key.');
  return undefined;
}

const projectFiles = [
  'package.json',
  '.git',
  'pyproject.toml',
  'go.mod',
  'Cargo.toml',
  'pom.xml',
  'build.gradle',
  'Gemfile',
  'requirements.txt',
];

/** The folder that a contract at this absolute path belongs to: its commands run there. */
export function projectFolder(path: string): string {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (projectFiles.some((name) => existsSync(join(folder, name)))) return folder;
    if (folder === dirname(folder)) return dirname(path);
  }
}
