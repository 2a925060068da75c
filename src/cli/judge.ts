import { readFileSync } from 'node:fs';
import pc from 'picocolors';
import type { Contract } from '../contract/contract.ts';
import { type JournalLine, readJournal } from '../observation/journal.ts';
import { findingLines } from '../report/terminal/finding.ts';
import { isOpen } from '../run/open.ts';
import { rejudge } from '../run/rejudge.ts';
import type { Command } from './command.ts';
import { exitCodes } from './exit-code.ts';

interface Flags {
  readonly journal: string;
}

export const judgeCommand: Command<Flags> = {
  command: 'judge <journal>',
  describe: 'judge a recorded run again; runs nothing',
  positionals: {
    journal: { type: 'string', demandOption: true, describe: 'a file that a run wrote: .shakedown/<component>.ndjson' },
  },
  options: {},
  examples: { '$0 judge .shakedown/triage.ndjson': 'also what a killed run left' },
  run: ({ journal }, context) => {
    let text: string;
    try {
      text = readFileSync(journal, 'utf8');
    } catch (error) {
      context.complain(
        `${journal} cannot be read: ${(error as NodeJS.ErrnoException).code}. A run writes its journal to .shakedown/<component>.ndjson.`,
      );
      return exitCodes.usage;
    }
    const read = readJournal(text);
    if ('problem' in read) {
      context.complain(`${journal} ${read.problem}.`);
      return exitCodes.usage;
    }
    const contract = read.head.contract as Contract;
    const judged = judgeAll(contract, read.lines);
    if (!judged) {
      context.complain(`${journal} is damaged: a line does not hold what a run writes. Run again.`);
      return exitCodes.usage;
    }
    const { verdict, cases, trials, findings } = judged;
    for (const finding of findings)
      for (const line of [...findingLines(contract, finding, 100, pc), '']) context.print(line);
    const open = findings.filter(isOpen).length;
    context.print(
      `${cases} recorded cases in ${trials.size} trials of ${contract.component.name}, seed ${read.head.seed}: ${verdict}${open > 0 ? `, ${open} findings` : ''}`,
    );
    if (verdict === 'broken') return exitCodes.found;
    return verdict === 'holds' ? exitCodes.holds : exitCodes.inconclusive;
  },
};

/** Undefined where a line was changed by hand or cut in the middle. */
function judgeAll(contract: Contract, lines: readonly JournalLine[]): ReturnType<typeof rejudge> | undefined {
  try {
    return rejudge(contract, lines);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
