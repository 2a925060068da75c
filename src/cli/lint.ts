import { stringify } from 'yaml';
import { explained } from '../contract/explain.ts';
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
    for (const contract of loaded.contracts) {
      if (explain)
        context.print(
          `# ${contract.file}, with every default filled in\n${stringify(explained(contract), { lineWidth: 0 })}`,
        );
      else
        context.print(
          `✓ ${contract.file}: ${Object.keys(contract.upstream).length} operations, ${Object.keys(contract.downstream).length} dependencies`,
        );
    }
    return loaded.problems.some((p) => p.severity === 'expired') ? exitCodes.found : exitCodes.holds;
  },
};
