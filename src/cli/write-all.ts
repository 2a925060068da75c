import { writeSync } from 'node:fs';
import { getSystemErrorMap } from 'node:util';

/** Something that was asked for could not be written. */
export class WriteError extends Error {
  /** `what`: what was written, with its place. `remedy`: what to do where the place is not full. */
  constructor(what: string, error: unknown, remedy: string) {
    const { code, errno, message } = error as NodeJS.ErrnoException;
    const meaning = getSystemErrorMap().get(errno ?? 0)?.[1];
    const full = code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG';
    super(
      `${what} could not be written: ${code === undefined ? message : `${code}, ${meaning ?? message}`}. ${full ? `Make room, or ${remedy[0]!.toLowerCase()}${remedy.slice(1)}` : remedy}`,
      { cause: error },
    );
  }
}

/**
 * Writes all of a text now, also where a file is a full pipe: nothing is lost when the process ends. Where nobody reads
 * any more, there is nobody to be told.
 */
export function writeAll(file: number, text: string): void {
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
