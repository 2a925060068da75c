import { statSync } from 'node:fs';
import { join } from 'node:path';
import { globSync, isDynamicPattern } from 'tinyglobby';
import type { Contract } from '../contract/contract.ts';
import { formatProblem, type Problem } from '../contract/problem.ts';
import { loadContract } from '../run/load.ts';
import { scenarioWords } from '../run/vocabulary.ts';
import { scenarioGlob } from '../scenario/library.ts';
import { type LoadedScenario, loadScenario, scenarioEnding } from '../scenario/load.ts';
import type { Context } from './command.ts';

const usual = 'contracts/**/*.contract.{yaml,yml,json,ts}';

/** The files that a command works on. */
export const usualContracts = usual;

export const contractsPositional = {
  type: 'string',
  array: true,
  describe: `files, folders or globs; default: ${usual}`,
} as const;

/** The contract files that are meant: as named, all below a folder, or the usual ones. */
export function findContracts(named: readonly string[]): string[] {
  const files = find(named.length > 0 ? named : [usual], '**/*.contract.{yaml,yml,json,ts}');
  return files.filter((file) => !scenarioEnding.test(file));
}

/** Loads the scenario files that are meant: as named, all below a folder, or those in `scenarios`. Prints nothing. */
export function loadScenarioFiles(
  named: readonly string[],
): { readonly file: string; readonly loaded: LoadedScenario }[] {
  const files = find(named.length > 0 ? named : [`scenarios/${scenarioGlob}`], scenarioGlob);
  return files
    .filter((file) => scenarioEnding.test(file))
    .map((file) => ({ file, loaded: loadScenario(file, { words: scenarioWords, family: '', shipped: false }) }));
}

/** Files as named; what a glob matches; what `inFolder` matches below a folder. */
export function find(patterns: readonly string[], inFolder: string): string[] {
  const ignore = '**/node_modules/**';
  return patterns.flatMap((name) => {
    if (isDynamicPattern(name)) return globSync(name, { ignore }).sort();
    if (!isFolder(name)) return [name];
    return globSync(inFolder, { cwd: name, ignore })
      .sort()
      .map((file) => join(name, file));
  });
}

/** What cannot be opened is taken for a file: reading it tells why. */
function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** Loads contracts and prints their problems. Undefined if one of them cannot be used. `none`: there need not be any. */
export function loadAll(
  named: readonly string[],
  { complain }: Context,
  { none = false }: { readonly none?: boolean } = {},
): { contracts: Contract[]; problems: Problem[]; problemsOf: (readonly Problem[])[] } | undefined {
  const files = findContracts(named);
  if (files.length === 0 && !none) {
    complain(
      `No contract was found: nothing matches ${named.length > 0 ? named.join(', ') : usual}. Name a file, or write one with \`shakedown init\`.`,
    );
    return undefined;
  }
  const loaded = files.map((file) => loadContract(file));
  const problems = loaded.flatMap((l) => l.problems);
  for (const problem of problems) complain(formatProblem(problem));
  const contracts = loaded.map((l) => l.contract).filter((c) => c !== undefined);
  const problemsOf = loaded.map((l) => l.problems);
  return contracts.length === files.length ? { contracts, problems, problemsOf } : undefined;
}
