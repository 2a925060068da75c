import { explain as explained } from '../contract/explain.ts';
import type { Command } from './command.ts';
import { exitCodes } from './exit-code.ts';
import { contractsPositional, loadAll } from './find-contracts.ts';

interface Flags {
  readonly contracts?: readonly string[];
  readonly explain: boolean;
}

export const lintCommand: Command<Flags> = {
  command: 'lint [contracts..]',
  describe: 'check contract files: every problem with its place, and what to write instead',
  positionals: { contracts: contractsPositional },
  options: {
    explain: { type: 'boolean', default: false, describe: 'print the contracts with every default filled in' },
  },
  examples: {
    '$0 lint': 'all contracts below contracts/',
    '$0 lint contracts/triage.contract.yaml --explain': 'what holds where the contract is silent',
  },
  run: ({ contracts: named = [], explain }, context) => {
    const loaded = loadAll(named, context);
    if (!loaded) return exitCodes.usage;
    for (const [i, contract] of loaded.contracts.entries()) {
      if (explain)
        context.print(
          `${i > 0 ? '---\n' : ''}# ${contract.file}, with every default filled in\n${explained(contract)}`,
        );
      else
        context.print(
          `✓ ${contract.file}: ${count(contract.upstream, 'operation', 'operations')}, ${count(contract.downstream, 'dependency', 'dependencies')}`,
        );
    }
    return loaded.problems.some((p) => p.severity === 'expired') ? exitCodes.found : exitCodes.holds;
  },
};

const count = (map: object, one: string, more: string): string => {
  const n = Object.keys(map).length;
  return `${n} ${n === 1 ? one : more}`;
};
