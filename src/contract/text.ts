import { isUtf8 } from 'node:buffer';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Place } from './contract.ts';
import { nearest } from './nearest.ts';
import type { Problem } from './problem.ts';

/** Why a file cannot be read at all. */
export interface Unreadable extends Pick<Problem, 'message' | 'remedy'> {
  readonly place?: Place;
}

/** The text of a file, if it is a text that a person can have written. Never waits: no pipe and no device is opened. */
export function readText(path: string, maxKib: number): { readonly text: string } | Unreadable {
  try {
    const stat = statSync(path);
    if (stat.isDirectory())
      return { message: 'This is a folder, not a file.', remedy: 'Name a .yaml or .json file in it.' };
    if (!stat.isFile()) return { message: 'This is not a regular file.', remedy: 'Name a .yaml or .json file.' };
    if (stat.size > maxKib * 1024)
      return {
        message: `The file is ${Math.ceil(stat.size / 1024)} KiB; at most ${maxKib} KiB are read.`,
        remedy: 'Split it with `$ref`, and let schemas speak instead of large examples.',
      };
    return decode(readFileSync(path));
  } catch (error) {
    return unopened(path, (error as NodeJS.ErrnoException).code ?? 'unknown error');
  }
}

function unopened(path: string, code: string): Unreadable {
  if (code === 'EACCES')
    return { message: 'The file cannot be read: permission denied.', remedy: 'Make it readable: chmod +r.' };
  if (code !== 'ENOENT' && code !== 'ENOTDIR')
    return { message: `The file cannot be read: ${code}.`, remedy: 'Check the path.' };
  const near = nearest(basename(path), siblings(path));
  return {
    message: 'The file does not exist.',
    remedy: near ? `Did you mean ${near} in the same folder?` : 'Check the path.',
  };
}

function siblings(path: string): string[] {
  try {
    return readdirSync(dirname(path), { withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => entry.name);
  } catch {
    return [];
  }
}

function decode(bytes: Buffer): { readonly text: string } | Unreadable {
  const mark = bytes.toString('latin1', 0, 2);
  if (mark === '\xff\xfe' || mark === '\xfe\xff') return { message: 'The file is UTF-16 text.', remedy: saveAsUtf8 };
  const nul = bytes.indexOf(0);
  if (nul >= 0)
    return { message: 'The file holds a NUL byte: it is not text.', remedy: saveAsUtf8, place: placeOf(bytes, nul) };
  if (!isUtf8(bytes))
    return { message: 'The file is not UTF-8 text.', remedy: saveAsUtf8, place: placeOf(bytes, firstNotUtf8(bytes)) };
  const text = new TextDecoder().decode(bytes);
  return text.trim() === '' ? { message: 'The file is empty.', remedy: 'Write something into it.' } : { text };
}

const saveAsUtf8 = 'Save it as UTF-8 text.';

function firstNotUtf8(bytes: Buffer): number {
  let [good, bad] = [0, bytes.length];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    // A character that the middle cuts is not wrong: it has at most three more bytes.
    if ([0, 1, 2, 3].some((more) => isUtf8(bytes.subarray(0, middle + more)))) good = middle;
    else bad = middle;
  }
  return good;
}

function placeOf(bytes: Buffer, offset: number): Place {
  const before = bytes.toString('latin1', 0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
