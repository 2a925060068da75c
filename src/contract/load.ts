import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { buildContract } from './build.ts';
import type { Contract } from './contract.ts';
import { lintRules } from './lint/index.ts';
import type { Vocabulary } from './lint/rule.ts';
import { type Problem, sortProblems } from './problem.ts';
import { References } from './refs.ts';
import { checkShape } from './shape.ts';
import { show } from './show.ts';
import { readSource, type Source } from './source.ts';

export interface Loaded {
  /** Present if no problem is an error. */
  readonly contract?: Contract;
  /** All that was found in the file and in what it refers to, in order of position. */
  readonly problems: readonly Problem[];
}

export interface LoadOptions {
  /** The names that a contract may use. */
  readonly vocabulary: Vocabulary;
  /** The day that waivers are judged by. */
  readonly today: Date;
}

/**
 * Reads a contract file, YAML or JSON. Runs nothing, fetches nothing, opens no file outside the project's folder: the
 * nearest folder above the contract that holds a project file, else the contract's own.
 */
export function loadContract(file: string, options: LoadOptions): Loaded {
  const path = resolve(file);
  const shown = relative(process.cwd(), path) || file;
  const read = readSource(path, shown.startsWith('..') ? path : shown);
  if ('problems' in read) return { problems: read.problems };
  const { source } = read;
  const version = wrongVersion(source);
  if (version) return { problems: [version] };
  const { problems, rest } = checkShape(source);
  if (rest === undefined) return { problems: sortProblems(problems) };
  const project = projectFolder(path);
  const refs = new References(source, path, project);
  const contract = buildContract(rest, source, project, refs);
  const all = [...problems, ...refs.problems];
  for (const rule of lintRules) {
    for (const { pointer, inside = '', of = 'value', severity = 'error', ...told } of rule.check({
      contract,
      raw: source.value as Record<string, unknown>,
      ...options,
    })) {
      all.push({ ...refs.locate(pointer, inside, of), severity, rule: rule.name, ...told });
    }
  }
  const sorted = sortProblems(all);
  return sorted.some((p) => p.severity === 'error') ? { problems: sorted } : { contract, problems: sorted };
}

function wrongVersion(source: Source): Problem | undefined {
  const refuse = (pointer: string, message: string): Problem => ({
    file: source.file,
    ...source.place(pointer),
    severity: 'error',
    rule: 'version',
    message,
    remedy: 'Write `shakedown: 1` as its first line.',
  });
  const { value } = source;
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return refuse('', `is ${Array.isArray(value) ? 'a list' : show(value)}, not a contract.`);
  if (!('shakedown' in value)) return refuse('', 'is not a contract: it has no `shakedown` key.');
  if (value.shakedown !== 1)
    return refuse('/shakedown', `is of version ${show(value.shakedown)}; this Shakedown reads version 1.`);
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

function projectFolder(path: string): string {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (projectFiles.some((name) => existsSync(join(folder, name)))) return folder;
    if (folder === dirname(folder)) return dirname(path);
  }
}
