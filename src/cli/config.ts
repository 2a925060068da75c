import type { Key } from '../config/config.ts';
import type { Setting } from '../config/resolve.ts';
import { printable } from '../report/printable.ts';
import type { Command, Context } from './command.ts';
import { exitCodes } from './exit-code.ts';
import { contractsPositional, findContracts, usualContracts } from './find-contracts.ts';
import { runCommand } from './run.ts';

interface Flags {
  readonly contracts?: readonly string[];
}

const configured = runCommand.configured!;

export const configCommand: Command<Flags> = {
  command: 'config [contracts..]',
  describe: 'print what holds for a run, and where each value comes from; runs nothing',
  positionals: { contracts: contractsPositional },
  // What a run may be told, it may be asked about.
  options: Object.fromEntries(Object.entries(runCommand.options).filter(([name]) => configured.includes(name as Key))),
  ...(runCommand.offers ? { offers: runCommand.offers } : {}),
  configured,
  examples: {
    '$0 config': 'for all contracts, and what differs for some of them',
    '$0 config contracts/triage.contract.yaml --profile quick': 'for one contract, with flags',
  },
  run: ({ contracts = [] }, { print, settings }: Context) => {
    const all = settings.told();
    print(settings.file === undefined ? 'There is no configuration file.' : `Configuration: ${settings.file}`);
    print('');
    for (const line of lines(all, contracts)) print(line);
    for (const file of settings.overridden.length > 0 ? findContracts(contracts) : []) {
      const differs = Object.entries(settings.told(file)).filter(([key, own]) => !same(own, all[key as Key]));
      if (differs.length === 0) continue;
      print('');
      print(file);
      for (const line of lines(Object.fromEntries(differs), contracts)) print(`  ${line}`);
    }
    return exitCodes.holds;
  },
};

const same = (one: Setting, other: Setting | undefined) => JSON.stringify(one) === JSON.stringify(other);

function lines(settings: Readonly<Partial<Record<Key, Setting>>>, contracts: readonly string[]): string[] {
  const rows = Object.entries(settings).map(([key, setting]) => [
    key,
    key === 'contracts' && setting.value === undefined ? contracts.join(', ') || usualContracts : text(setting.value),
    place(setting),
  ]);
  const widths = [0, 1].map((i) => Math.min(48, Math.max(0, ...rows.map((row) => row[i]!.length))));
  return rows.map(([key, value, from]) =>
    printable(`${key!.padEnd(widths[0]!)}  ${value!.padEnd(widths[1]!)}  ${from}`),
  );
}

const text = (value: unknown): string =>
  value === undefined || (Array.isArray(value) && value.length === 0) ? '–' : [value].flat().join(', ');

function place({ from }: Setting): string {
  if (from.kind === 'file') return `${from.file}:${from.line}:${from.column}`;
  return from.kind === 'default' ? 'default' : from.name;
}
