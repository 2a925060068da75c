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
  readonly component?: string;
  readonly exact: boolean;
}

export const importCommand: Command<Flags> = {
  command: 'import <format> <files..>',
  describe: 'make a contract, or parts of one, of what other tools have recorded',
  positionals: {
    format: {
      choices: importers.map(({ name }) => name),
      describe: importers.map(({ name, summary }) => `${name}: ${summary}`).join('; '),
      type: 'string',
      demandOption: true,
    },
    files: { type: 'string', array: true, demandOption: true, describe: 'the files' },
  },
  options: {
    out: { type: 'string', describe: 'the file; default: standard output' },
    component: { type: 'string', describe: 'pact: which of the names in the pacts is the component' },
    exact: {
      type: 'boolean',
      default: false,
      describe: 'pact: values that no matching rule speaks of are constants, not examples',
    },
  },
  examples: {
    '$0 import nock test/nocks/*.json': 'the dependencies that they show, as YAML to be pasted into a contract',
    '$0 import pact pacts/*.json --component triage': 'what it sends and is sent, as a contract on standard output',
  },
  run: importParts,
};

function importParts({ format, files, out, component, exact }: Flags, { print, complain }: Context): ExitCode {
  try {
    const { value, remarks } = importers
      .find(({ name }) => name === format)!
      .import(files, {
        exact,
        ...(component === undefined ? {} : { component }),
      });
    // Where they stand only in a file, nobody sees them yet.
    if (out !== undefined) for (const remark of remarks) complain(remark);
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
