import { statSync } from 'node:fs';
import { join } from 'node:path';
import { globSync, isDynamicPattern } from 'tinyglobby';
import type { Contract } from '../contract/contract.ts';
import { formatProblem, type Problem } from '../contract/problem.ts';
import { loadContract } from '../run/load.ts';
import type { Context } from './command.ts';

const usual = 'contracts/**/*.contract.{yaml,yml,json}';

/** The files that a command works on. */
export const contractsPositional = {
  type: 'string',
  array: true,
  describe: `files, folders or globs; default: ${usual}`,
} as const;

/** The contract files that are meant: as named, all below a folder, or the usual ones. */
function findContracts(named: readonly string[]): string[] {
  const patterns = named.length > 0 ? named : [usual];
  return patterns.flatMap((name) => {
    if (isDynamicPattern(name)) return globSync(name, { ignore: '**/node_modules/**' }).sort();
    return isFolder(name)
      ? globSync('**/*.contract.{yaml,yml,json}', { cwd: name, ignore: '**/node_modules/**' })
          .sort()
          .map((f) => join(name, f))
      : [name];
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

/** Loads contracts and prints their problems. Undefined if one of them cannot be used. */
export function loadAll(
  named: readonly string[],
  { complain }: Context,
): { contracts: Contract[]; problems: Problem[] } | undefined {
  const files = findContracts(named);
  if (files.length === 0) {
    complain(
      `No contract was found: nothing matches ${named.length > 0 ? named.join(', ') : usual}. Name a file, or write one: see the README.`,
    );
    return undefined;
  }
  const loaded = files.map((file) => loadContract(file));
  const problems = loaded.flatMap((l) => l.problems);
  for (const problem of problems) complain(formatProblem(problem));
  const contracts = loaded.map((l) => l.contract).filter((c) => c !== undefined);
  return contracts.length === files.length ? { contracts, problems } : undefined;
}
