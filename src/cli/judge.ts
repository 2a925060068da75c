import { readFileSync } from 'node:fs';
import { type Journal, readJournal } from '../observation/journal.ts';
import { reporters } from '../report/index.ts';
import { rejudge } from '../run/rejudge.ts';
import type { RunResult } from '../run/result.ts';
import type { Command, Context } from './command.ts';
import { type ExitCode, exitCodeOf, exitCodes } from './exit-code.ts';
import { openReporters, reporterOption } from './sinks.ts';

interface Flags {
  readonly journal: string;
  readonly reporter: readonly string[];
}

export const judgeCommand: Command<Flags> = {
  command: 'judge <journal>',
  describe: 'judge a recorded run again, and report it; runs nothing',
  positionals: {
    journal: { type: 'string', demandOption: true, describe: 'a file that a run wrote: .shakedown/<component>.ndjson' },
  },
  options: reporterOption,
  offers: { reporter: () => reporters.map(({ name }) => name) },
  examples: {
    '$0 judge .shakedown/triage.ndjson': 'also what a killed run left',
    '$0 judge .shakedown/triage.ndjson --reporter junit=report.xml': 'a report that the run could not write any more',
  },
  run: judge,
};

function judge({ journal: file, reporter }: Flags, context: Context): ExitCode {
  const refuse = (why: string) => {
    context.complain(why);
    return exitCodes.usage;
  };
  const audience = openReporters(reporter, context);
  if (typeof audience === 'string') return refuse(audience);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return refuse(`${file} cannot be read: ${code}. A run writes its journal to .shakedown/<component>.ndjson.`);
  }
  const journal = readJournal(text);
  if ('problem' in journal) return refuse(`${file} ${journal.problem}.`);
  const result = judged(journal);
  if (!result) return refuse(`${file} is damaged: a line does not hold what a run writes. Run again.`);
  if (journal.damaged > 0)
    context.complain(
      `${file}: ${journal.damaged === 1 ? 'a line is' : `${journal.damaged} lines are`} cut or damaged, and passed over.`,
    );
  audience.on({ kind: 'ended', result });
  audience.end([result]);
  return audience.failed ? exitCodes.internal : codeOf(result);
}

/** Undefined where a line was changed by hand or cut in the middle. */
function judged({ head, lines, notes }: Journal): RunResult | undefined {
  try {
    return rejudge(head, lines, notes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** It is the run that was interrupted, and not its judging. */
function codeOf(result: RunResult): ExitCode {
  const code = exitCodeOf([result], false);
  if (code !== exitCodes.interrupted) return code;
  return result.verdict === 'broken' ? exitCodes.found : exitCodes.inconclusive;
}
