import { accessSync, constants, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import pc from 'picocolors';
import { suggest } from '../contract/nearest.ts';
import { reporters } from '../report/index.ts';
import type { Reporter, ReporterKind, Sink } from '../report/reporter.ts';
import { now } from '../rig/clock.ts';
import { Audience } from './audience.ts';
import type { Context } from './command.ts';
import { log, root, usualReporters, usualReportersText } from './surroundings.ts';
import { WriteError, writeAll } from './write-all.ts';

export const reporterOption = {
  reporter: {
    type: 'string',
    array: true,
    // One each, so that a contract can follow.
    nargs: 1,
    default: [],
    defaultDescription: usualReportersText,
    describe: `${reporters.map((r) => r.name).join(', ')}; with =file to write to a file, =- to standard output`,
  },
} as const;

/** Writes to standard output. */
export const print = (text: string): void => writeOut(1, text);

function writeOut(to: 1 | 2, text: string): void {
  try {
    writeAll(to, text);
  } catch (error) {
    throw new WriteError(to === 1 ? 'Standard output' : 'Standard error', error, 'Send it somewhere else.');
  }
}

function stream(to: 1 | 2): Sink {
  const { isTTY, columns } = to === 1 ? process.stdout : process.stderr;
  return {
    write: (text) => writeOut(to, text),
    live: isTTY === true && !process.env.CI,
    width: Math.min(Math.max(columns ?? 100, 72), 140),
    colour: pc.isColorSupported,
    now,
    ...log(),
  };
}

function fileSink(name: string, path: string): Sink {
  let file: number | undefined;
  return {
    write: (text) => {
      try {
        file ??= openSync(path, 'w');
        writeAll(file, text);
      } catch (error) {
        throw new WriteError(`The report ${name}=${path}`, error, 'Name another file.');
      }
    },
    live: false,
    width: 100,
    colour: false,
    now,
    root,
  };
}

/** Why no file can be written there; its folder is made if need be. */
function unwritable(path: string): string | undefined {
  try {
    mkdirSync(dirname(path), { recursive: true });
    const found = statSync(path, { throwIfNoEntry: false });
    if (found?.isDirectory()) return 'it is a folder';
    accessSync(found ? path : dirname(path), constants.W_OK);
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
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
export function openReporters(names: readonly string[], context: Pick<Context, 'complain'>): Audience | string {
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
    const toFile = file !== '' && file !== '-';
    const wrong = toFile ? unwritable(file) : undefined;
    if (wrong !== undefined) return `--reporter ${text} cannot be written: ${wrong}. Name another file.`;
    asked.push(!toFile ? { kind } : { kind, file });
  }
  const [document, other] = asked.filter(({ kind, file }) => file === undefined && !kind.log);
  if (other) {
    const { name, extension = name } = other.kind;
    return `Two reporters would write to standard output. Give one of them a file: --reporter ${name}=report.${extension}`;
  }
  const logs = document ? 2 : 1;
  const opened = asked.map(({ kind, file }): [Reporter, string] => [
    kind.open(file === undefined ? stream(kind.log ? logs : 1) : fileSink(kind.name, file)),
    kind.name,
  ]);
  return new Audience(new Map(opened), context);
}
