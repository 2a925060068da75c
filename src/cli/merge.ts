import { readFileSync } from 'node:fs';
import { resultOf } from '../report/document.ts';
import { readReport } from '../report/read-report.ts';
import { wallTime } from '../rig/clock.ts';
import { keep } from '../run/corpus.ts';
import { join } from '../run/join.ts';
import type { RunResult } from '../run/result.ts';
import { grouped, type Reported } from '../run/shards-fit.ts';
import { pastRun, withHistory } from '../run/with-history.ts';
import { version } from '../version.ts';
import type { Command, Context } from './command.ts';
import { type ExitCode, exitCodeOf, exitCodes } from './exit-code.ts';
import { find } from './find-contracts.ts';
import { addPast, readPast } from './history-file.ts';
import { openReporters, reporterOption } from './sinks.ts';
import { outOption, updateCorpus } from './store.ts';

interface Flags {
  readonly reports: readonly string[];
  readonly reporter: readonly string[];
  readonly out: string;
}

export const mergeCommand: Command<Flags> = {
  command: 'merge <reports..>',
  describe: 'join the JSON reports of shards into the report of the whole run',
  positionals: {
    reports: { type: 'string', array: true, demandOption: true, describe: 'files, folders or globs' },
  },
  options: { ...reporterOption, out: outOption },
  examples: {
    '$0 merge reports/shard-*.json': 'with the exit code of the whole run',
    '$0 merge reports --reporter terminal --reporter junit=report.xml':
      'all reports in a folder, for people and for CI',
  },
  run: merge,
};

function merge({ reports, reporter, out }: Flags, context: Context): ExitCode {
  const groups = groupsIn(reports);
  const opened = typeof groups === 'string' ? groups : openReporters(reporter, context);
  if (typeof groups === 'string' || typeof opened === 'string') {
    context.complain(String(opened));
    return exitCodes.usage;
  }
  const results: RunResult[] = [];
  for (const group of groups) {
    const result = inItsHistory(whole(group.map((one) => one.result)), out, context);
    const files = group.map(({ file }) => file);
    opened.on({ kind: 'joined', result, reports: files });
    opened.on({ kind: 'ended', result });
    results.push(result);
  }
  opened.end(results);
  return exitCodeOf(results, results.some(hasExpiredWaiver), { failed: opened.failed });
}

/** The runs in some reports, by their contract. A string says what is wrong with them. */
function groupsIn(named: readonly string[]): Exclude<ReturnType<typeof grouped>, string> | string {
  const files = find(named, '**/*.json');
  if (files.length === 0) return `No report was found: nothing matches ${named.join(', ')}.`;
  const all: Reported[] = [];
  for (const file of new Set(files)) {
    const read = readFile(file);
    if (typeof read === 'string') return `${file} ${read}`;
    all.push(...read.runs.map((run) => ({ file, result: resultOf(run) })));
  }
  return all.length > 0 ? grouped(all) : `Nothing was run: ${files.join(', ')}.`;
}

function readFile(file: string): ReturnType<typeof readReport> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return `cannot be read: ${(error as NodeJS.ErrnoException).code}.`;
  }
  return readReport(text);
}

function whole(runs: readonly RunResult[]): RunResult {
  const [first, ...others] = runs as [RunResult, ...RunResult[]];
  return first.shard ? join([first, ...others]) : first;
}

/** Shards leave the history and the kept findings as they are, so that all see the same: it is here that both go on. */
function inItsHistory(result: RunResult, out: string, { complain }: Context): RunResult {
  const { contract } = result;
  const past = readPast(out, contract);
  if (past.problem) complain(past.problem);
  const told = past.runs.length > 0 || !result.history ? withHistory(result, past.runs) : result;
  const line = pastRun(result, version);
  const unwritten = line && addPast(out, contract, line);
  if (unwritten) complain(unwritten);
  updateCorpus(
    out,
    result.findings.map((finding) => keep(contract, finding)),
    result.remembered,
  );
  return told;
}

function hasExpiredWaiver({ contract }: RunResult): boolean {
  const today = new Date(wallTime()).toISOString().slice(0, 10);
  return contract.waivers.some(({ until }) => until < today);
}
