import { mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import pc from 'picocolors';
import { suggest } from '../contract/nearest.ts';
import { reporters } from '../report/index.ts';
import type { Reporter, Sink } from '../report/reporter.ts';
import { now } from '../rig/clock.ts';

export const reporterOption = {
  reporter: {
    type: 'string',
    array: true,
    nargs: 1,
    default: ['terminal'],
    describe: `${reporters.map((r) => r.name).join(', ')}; with =file to write to a file`,
  },
} as const;

const standardOutput = (): Sink => ({
  write: (text) => writeAll(1, text),
  live: process.stdout.isTTY === true && !process.env.CI,
  width: Math.min(Math.max(process.stdout.columns ?? 100, 72), 140),
  colour: pc.isColorSupported,
  now,
});

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

/** Opens the reporters that were asked for: `name`, or `name=file`. A string says what is wrong with them. */
export function openReporters(asked: readonly string[]): Reporter[] | string {
  const opened: Reporter[] = [];
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
    opened.push(kind.open(toFile ? fileSink(path) : standardOutput()));
  }
  return opened;
}
