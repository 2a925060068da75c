import { writeFileSync } from 'node:fs';
import { Document, visit } from 'yaml';
import { ImportError } from '../interop/importer.ts';
import { importers } from '../interop/importers.ts';
import type { Command, Context } from './command.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';

interface Flags {
  readonly format: string;
  readonly files: readonly string[];
  readonly out?: string;
}

export const importCommand: Command<Flags> = {
  command: 'import <format> <files..>',
  describe: 'make parts of a contract of what other tools have recorded',
  positionals: {
    format: {
      choices: importers.map(({ name }) => name),
      describe: importers.map(({ name, summary }) => `${name}: ${summary}`).join('; '),
      type: 'string',
      demandOption: true,
    },
    files: { type: 'string', array: true, demandOption: true, describe: 'the files' },
  },
  options: { out: { type: 'string', describe: 'the file; default: standard output' } },
  examples: {
    '$0 import nock test/nocks/*.json': 'the dependencies that they show, as YAML to be pasted into a contract',
  },
  run: importParts,
};

function importParts({ format, files, out }: Flags, { print, complain }: Context): ExitCode {
  try {
    const { value, remarks } = importers.find(({ name }) => name === format)!.import(files);
    const text = [...remarks.map((remark) => `# ${remark.replaceAll('\n', ' ')}`), yamlOf(value)].join('\n');
    if (out === undefined) print(text.trimEnd());
    else writeFileSync(out, text);
    return exitCodes.holds;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (!(error instanceof ImportError) && code === undefined) throw error;
    complain(
      error instanceof ImportError ? error.message : `--out ${out} cannot be written to: ${code}. Name another file.`,
    );
    return exitCodes.usage;
  }
}

const widest = 90;

/** What is short stands in one line. */
function yamlOf(value: unknown): string {
  const document = new Document(value, { aliasDuplicateObjects: false });
  visit(document, {
    Collection(_, node) {
      if (JSON.stringify(node).length <= widest) node.flow = true;
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}
