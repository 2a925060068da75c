import { explain as explained } from '../contract/explain.ts';
import { formatProblem } from '../contract/problem.ts';
import type { Command } from './command.ts';
import { exitCodes } from './exit-code.ts';
import { contractsPositional, loadAll, loadScenarioFiles } from './find-contracts.ts';

interface Flags {
  readonly contracts?: readonly string[];
  readonly explain: boolean;
}

export const lintCommand: Command<Flags> = {
  command: 'lint [contracts..]',
  describe: 'check contract and scenario files: every problem with its place, and what to write instead',
  positionals: { contracts: contractsPositional },
  options: {
    explain: { type: 'boolean', default: false, describe: 'print the contracts with every default filled in' },
  },
  configured: ['contracts'],
  examples: {
    '$0 lint': 'all contracts below contracts/, and all scenarios below scenarios/',
    '$0 lint contracts/triage.contract.yaml --explain': 'what holds where the contract is silent',
  },
  run: ({ contracts: named = [], explain }, context) => {
    const scenarios = loadScenarioFiles(named);
    const loaded = loadAll(named, context, { none: scenarios.length > 0 });
    for (const { loaded: one } of scenarios)
      for (const problem of one.problems) context.complain(formatProblem(problem));
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
    for (const { file, loaded: one } of explain ? [] : scenarios)
      if (one.scenario) context.print(`✓ ${file}: ${one.scenario.title}`);
    if (scenarios.some(({ loaded: one }) => !one.scenario)) return exitCodes.usage;
    return loaded.problems.some((p) => p.severity === 'expired') ? exitCodes.found : exitCodes.holds;
  },
};

const count = (map: object, one: string, more: string): string => {
  const n = Object.keys(map).length;
  return `${n} ${n === 1 ? one : more}`;
};
