import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';

/** A text file of a project. */
export interface ProjectFile {
  /** Relative to the project's folder. */
  readonly file: string;
  readonly text: string;
}

const sources = '**/*.{js,mjs,cjs,ts,mts,cts,jsx,tsx,py,rb,go,rs,java,kt,php,cs,ex}';
const settings = ['.env.example', '.env.sample', '.env.template', '.env.dist', 'example.env', 'Dockerfile', 'Procfile'];
const manifests = [
  'package.json',
  'pyproject.toml',
  'requirements.txt',
  'compose.{yml,yaml}',
  'docker-compose.{yml,yaml}',
];
const ignore = [
  'node_modules',
  'dist',
  'build',
  'out',
  'target',
  'vendor',
  'venv',
  '.venv',
  'coverage',
  '__pycache__',
].map((name) => `**/${name}/**`);
// Tests speak to dependencies that the component never calls.
const tests = ['**/{test,tests,__tests__,spec,e2e}/**', '**/*.{test,spec}.*', '**/test_*.py', '**/conftest.py'];
// A project of more is read in part; what a person wrote in one file is smaller.
const mostFiles = 2000;
const mostBytes = 256 * 1024;

/** The files of a project that tell how it is started, what it calls and what it serves. `.env` itself is not read. */
export function projectFiles(folder: string): ProjectFile[] {
  const found = globSync([sources, ...settings, ...manifests], {
    cwd: folder,
    ignore: [...ignore, ...tests],
    dot: true,
    followSymbolicLinks: false,
  });
  return found
    .sort((a, b) => a.split('/').length - b.split('/').length || (a < b ? -1 : 1))
    .slice(0, mostFiles)
    .flatMap((file) => {
      const text = read(join(folder, file));
      return text === undefined ? [] : [{ file, text }];
    });
}

/** OpenAPI documents of a project, those nearest to its root first. */
export function openApiFiles(folder: string): string[] {
  const names = ['**/*{openapi,swagger,api-docs,apispec}*.{yaml,yml,json}', '{api,docs,spec,specs}/*.{yaml,yml,json}'];
  return globSync(names, { cwd: folder, ignore: [...ignore, ...tests], dot: false, followSymbolicLinks: false })
    .filter((file) => /^\s*["']?openapi["']?\s*:\s*["']?3\./m.test(start(join(folder, file))))
    .sort((a, b) => a.split('/').length - b.split('/').length || (a < b ? -1 : 1));
}

function read(path: string): string | undefined {
  try {
    const stat = statSync(path);
    return stat.isFile() && stat.size <= mostBytes ? readFileSync(path, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}

function start(path: string): string {
  try {
    return statSync(path).isFile() ? readFileSync(path, 'utf8').slice(0, 64 * 1024) : '';
  } catch {
    return '';
  }
}
