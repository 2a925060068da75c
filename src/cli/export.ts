import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Exported } from '../interop/exporter.ts';
import { exporters } from '../interop/exporters.ts';
import type { Command, Context } from './command.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { loadAll } from './find-contracts.ts';
import { unlaunched } from './unlaunched.ts';

interface Flags {
  readonly format: string;
  readonly contract: string;
  readonly out?: string;
  readonly spec: 3 | 4;
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
    out: {
      type: 'string',
      describe: 'the file, .yaml or .json; default: standard output, as YAML. pact: the folder; default: pacts',
    },
    spec: { type: 'number', choices: [3, 4], default: 4, describe: 'pact: the version of the specification' },
  },
  examples: {
    '$0 export openapi contracts/triage.contract.yaml --out openapi.yaml':
      'what its callers may send and were promised',
    '$0 export pact contracts/triage.contract.yaml --out pacts': 'launches the component to see what it sends',
  },
  run: exportContract,
};

async function exportContract(flags: Flags, context: Context): Promise<ExitCode> {
  const { contract: named, format } = flags;
  const loaded = loadAll([named], context);
  const [contract, ...others] = loaded?.contracts ?? [];
  if (others.length > 0) context.complain(`${named} names ${others.length + 1} contracts. Name one.`);
  if (!contract || others.length > 0) return exitCodes.usage;
  const exporter = exporters.find(({ name }) => name === format)!;
  try {
    const exported = await exporter.export(contract, { specification: flags.spec, signal: context.signal });
    if (context.signal.aborted) return exitCodes.interrupted;
    for (const sentence of exported.lost) context.complain(sentence);
    return write(exported, { out: flags.out, folder: exporter.folder }, context);
  } catch (error) {
    return await unlaunched(error, context);
  }
}

function write(
  exported: Exported,
  { out, folder = '.' }: { readonly out: string | undefined; readonly folder: string | undefined },
  { print, complain }: Context,
): ExitCode {
  const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
  try {
    if ('files' in exported) {
      mkdirSync(out ?? folder, { recursive: true });
      for (const { name, value } of exported.files) {
        writeFileSync(join(out ?? folder, name), json(value));
        print(join(out ?? folder, name));
      }
      return exitCodes.holds;
    }
    const { value } = exported;
    const text = out?.endsWith('.json')
      ? json(value)
      : stringify(value, { aliasDuplicateObjects: false, lineWidth: 0 });
    if (out === undefined) print(text.trimEnd());
    else writeFileSync(out, text);
    return exitCodes.holds;
  } catch (error) {
    complain(
      `--out ${out} cannot be written to: ${(error as NodeJS.ErrnoException).code}. Name another ${'files' in exported ? 'folder' : 'file'}.`,
    );
    return exitCodes.usage;
  }
}
