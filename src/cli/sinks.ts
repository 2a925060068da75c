import { appendFileSync, mkdirSync, openSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import pc from 'picocolors';
import { suggest } from '../contract/nearest.ts';
import { reporters } from '../report/index.ts';
import type { Reporter, ReporterKind, Sink, Summary } from '../report/reporter.ts';
import { now } from '../rig/clock.ts';

const { env } = process;
const inGitHubActions = env.GITHUB_ACTIONS === 'true';

/** What a run reports to where nobody asks for a reporter: the log of a GitHub workflow can hold annotations. */
const usual = inGitHubActions ? ['terminal', 'github'] : ['terminal'];

export const usualReporters = 'terminal; in GitHub Actions github as well';

// The folder of the checkout, where a CI says which it is: a run may begin in another one.
const root = env.GITHUB_WORKSPACE || env.CI_PROJECT_DIR || '.';

function stream(to: 1 | 2): Sink {
  const { isTTY, columns } = to === 1 ? process.stdout : process.stderr;
  const summary = jobSummary();
  return {
    write: (text) => writeAll(to, text),
    live: isTTY === true && !env.CI,
    width: Math.min(Math.max(columns ?? 100, 72), 140),
    colour: pc.isColorSupported,
    now,
    root,
    ...(inGitHubActions ? { commands: true } : {}),
    ...(summary ? { summary } : {}),
  };
}

// GitHub refuses a summary that is longer, in bytes.
const longestSummary = 1024 * 1024;

/** What other commands of the step wrote into it stays. */
function jobSummary(): Summary | undefined {
  const path = env.GITHUB_STEP_SUMMARY;
  if (!path) return undefined;
  const written = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  return { room: longestSummary - written, append: (markdown) => appendFileSync(path, markdown) };
}

function fileSink(path: string): Sink {
  mkdirSync(dirname(path), { recursive: true });
  let file: number | undefined;
  return {
    write: (text) => {
      file ??= openSync(path, 'w');
      writeAll(file, text);
    },
    live: false,
    width: 100,
    colour: false,
    now,
    root,
  };
}

/** Writes all of a text now, also where standard output is a full pipe: nothing is lost when the process ends. */
function writeAll(file: number, text: string): void {
  let rest = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(file, rest));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

interface Asked {
  readonly kind: ReporterKind;
  /** Undefined: standard output. */
  readonly file?: string;
}

/**
 * Opens the reporters that were asked for: `name`, or `name=file`, where `-` is standard output; none: the usual ones.
 * Standard output holds one document, and what goes to a log goes to standard error then. A string says what is wrong.
 */
export function openReporters(names: readonly string[]): Reporter[] | string {
  const asked: Asked[] = [];
  for (const text of names.length > 0 ? names : usual) {
    const [name = '', ...rest] = text.split('=');
    const file = rest.join('=');
    const kind = reporters.find((r) => r.name === name);
    if (!kind)
      return `There is no reporter "${name}". ${suggest(
        name,
        reporters.map((r) => r.name),
        'There are',
      )}`;
    asked.push(file === '' || file === '-' ? { kind } : { kind, file });
  }
  const [document, other] = asked.filter(({ kind, file }) => file === undefined && !kind.log);
  if (other) {
    const { name, extension = name } = other.kind;
    return `Two reporters would write to standard output. Give one of them a file: --reporter ${name}=report.${extension}`;
  }
  const log = document ? 2 : 1;
  return asked.map(({ kind, file }) => kind.open(file === undefined ? stream(kind.log ? log : 1) : fileSink(file)));
}
