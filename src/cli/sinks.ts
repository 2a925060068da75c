import { accessSync, constants, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import pc from 'picocolors';
import { suggest } from '../contract/nearest.ts';
import { reporters } from '../report/index.ts';
import type { Reporter, Sink } from '../report/reporter.ts';
import { now } from '../rig/clock.ts';
import { Audience } from './audience.ts';
import type { Context } from './command.ts';
import { WriteError, writeAll } from './write-all.ts';

export const reporterOption = {
  reporter: {
    type: 'string',
    array: true,
    // One each, so that a contract can follow.
    nargs: 1,
    default: ['terminal'],
    describe: `${reporters.map((r) => r.name).join(', ')}; with =file to write to a file`,
  },
} as const;

/** Writes to standard output. */
export function print(text: string): void {
  try {
    writeAll(1, text);
  } catch (error) {
    throw new WriteError('Standard output', error, 'Send it somewhere else.');
  }
}

const standardOutput = (): Sink => ({
  write: print,
  live: process.stdout.isTTY === true && !process.env.CI,
  width: Math.min(Math.max(process.stdout.columns ?? 100, 72), 140),
  colour: pc.isColorSupported,
  now,
});

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

/** Opens the reporters that were asked for: `name`, or `name=file`. A string says what is wrong with them. */
export function openReporters(asked: readonly string[], context: Pick<Context, 'complain'>): Audience | string {
  const opened = new Map<Reporter, string>();
  let onOutput = 0;
  for (const text of asked) {
    const [name = '', ...rest] = text.split('=');
    const path = rest.join('=');
    const kind = reporters.find((r) => r.name === name);
    if (!kind)
      return `There is no reporter "${name}". ${suggest(
        name,
        reporters.map((r) => r.name),
        'There are',
      )}`;
    const toFile = path !== '' && path !== '-';
    if (!toFile && ++onOutput > 1)
      return `Two reporters would write to standard output. Give one of them a file: --reporter ${name}=report.${name === 'junit' ? 'xml' : name}`;
    const wrong = toFile ? unwritable(path) : undefined;
    if (wrong !== undefined) return `--reporter ${text} cannot be written: ${wrong}. Name another file.`;
    opened.set(kind.open(toFile ? fileSink(name, path) : standardOutput()), name);
  }
  return new Audience(opened, context);
}
