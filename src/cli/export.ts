import { writeFileSync } from 'node:fs';
import { stringify } from 'yaml';
import { exporters } from '../interop/exporters.ts';
import type { Command } from './command.ts';
import { exitCodes } from './exit-code.ts';
import { loadAll } from './find-contracts.ts';

interface Flags {
  readonly format: string;
  readonly contract: string;
  readonly out?: string;
}

export const exportCommand: Command<Flags> = {
  command: 'export <format> <contract>',
  describe: 'tell a contract in the format of other tools',
  positionals: {
    format: {
      choices: exporters.map(({ name }) => name),
      describe: exporters.map(({ name, summary }) => `${name}: ${summary}`).join('; '),
      type: 'string',
      demandOption: true,
    },
    contract: { type: 'string', demandOption: true, describe: 'the contract file' },
  },
  options: {
    out: { type: 'string', describe: 'the file, .yaml or .json; default: standard output, as YAML' },
  },
  examples: {
    '$0 export openapi contracts/triage.contract.yaml --out openapi.yaml':
      'what its callers may send and were promised',
  },
  run: ({ format, contract: named, out }, context) => {
    const loaded = loadAll([named], context);
    const [contract, ...others] = loaded?.contracts ?? [];
    if (others.length > 0) context.complain(`${named} names ${others.length + 1} contracts. Name one.`);
    if (!contract || others.length > 0) return exitCodes.usage;
    const { value, lost } = exporters.find(({ name }) => name === format)!.export(contract);
    for (const sentence of lost) context.complain(sentence);
    const text = out?.endsWith('.json')
      ? `${JSON.stringify(value, null, 2)}\n`
      : stringify(value, { aliasDuplicateObjects: false, lineWidth: 0 });
    try {
      if (out === undefined) context.print(text.trimEnd());
      else writeFileSync(out, text);
      return exitCodes.holds;
    } catch (error) {
      context.complain(
        `--out ${out} cannot be written to: ${(error as NodeJS.ErrnoException).code}. Name another file.`,
      );
      return exitCodes.usage;
    }
  },
};
