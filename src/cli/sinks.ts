import { mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import pc from 'picocolors';
import { suggest } from '../contract/nearest.ts';
import { reporters } from '../report/index.ts';
import type { Reporter, ReporterKind, Sink } from '../report/reporter.ts';
import { now } from '../rig/clock.ts';
import { log, root, usualReporters, usualReportersText } from './surroundings.ts';

export const reporterOption = {
  reporter: {
    type: 'string',
    array: true,
    nargs: 1,
    default: [],
    defaultDescription: usualReportersText,
    describe: `${reporters.map((r) => r.name).join(', ')}; with =file to write to a file, =- to standard output`,
  },
} as const;

function stream(to: 1 | 2): Sink {
  const { isTTY, columns } = to === 1 ? process.stdout : process.stderr;
  return {
    write: (text) => writeAll(to, text),
    live: isTTY === true && !process.env.CI,
    width: Math.min(Math.max(columns ?? 100, 72), 140),
    colour: pc.isColorSupported,
    now,
    ...log(),
  };
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
  for (const text of names.length > 0 ? names : usualReporters) {
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
  const logs = document ? 2 : 1;
  return asked.map(({ kind, file }) => kind.open(file === undefined ? stream(kind.log ? logs : 1) : fileSink(file)));
}
