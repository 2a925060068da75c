import { appendFileSync, closeSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Contract } from '../contract/contract.ts';
import { type PastRun, readHistory } from '../history/history.ts';
import { wallTime } from '../rig/clock.ts';

// A file that has this many lines, or bytes, makes room for a new one, and the one before it is given up.
const linesAtMost = 200;
const bytesAtMost = 8 * 1024 * 1024;
// Making room takes milliseconds: a lock that is older was left by a process that was killed.
const staleAfter = 60_000;

const fileOf = (folder: string, { component }: Contract) => join(folder, 'history', `${component.name}.ndjson`);
const former = (file: string) => `${file}.1`;

/** The earlier runs of a contract, the oldest first. `problem`: what could not be read; the run goes on without it. */
export function readPast(
  folder: string,
  contract: Contract,
): { readonly runs: readonly PastRun[]; readonly problem?: string } {
  const file = fileOf(folder, contract);
  const read = [former(file), file].map(readOne);
  const runs = read.flatMap((one) => one.runs).filter((run) => run.contract === contract.file);
  const problem = read.map((one) => one.problem).find((one) => one !== undefined);
  return { runs: runs.slice(-linesAtMost), ...(problem ? { problem } : {}) };
}

function readOne(file: string): { readonly runs: readonly PastRun[]; readonly problem?: string } {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return { runs: [] };
    return { runs: [], problem: `The history cannot be read: ${code} (${file}). The run goes on without it.` };
  }
  const { runs, damaged } = readHistory(text);
  if (damaged === 0) return { runs };
  const lines = `${damaged} line${damaged === 1 ? '' : 's'}`;
  return { runs, problem: `The history is damaged: ${lines} passed over (${file}). The others count.` };
}

/**
 * Adds a run to the history of its contract, in one write: two runs that end at once are both there. A string says why it
 * could not.
 */
export function addPast(folder: string, contract: Contract, run: PastRun): string | undefined {
  const file = fileOf(folder, contract);
  try {
    mkdirSync(dirname(file), { recursive: true });
    makeRoom(file);
    // A line that was cut by a kill or a full disk must not take this one with it.
    appendFileSync(file, `${endsInLine(file) ? '' : '\n'}${JSON.stringify(run)}\n`);
    return undefined;
  } catch (error) {
    return `The history cannot be written: ${(error as NodeJS.ErrnoException).code} (${file}). This run will not be in it.`;
  }
}

/** A full file is renamed: whoever has it open writes into it all the same, and nothing is lost. */
function makeRoom(file: string): void {
  if (!isFull(file)) return;
  const lock = `${file}.lock`;
  if ((modified(lock) ?? Infinity) < wallTime() - staleAfter) rmSync(lock, { force: true });
  let held: number;
  try {
    held = openSync(lock, 'wx');
  } catch (error) {
    // Another run is making room, and there is no harm in a line too many.
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return;
    throw error;
  }
  try {
    if (isFull(file)) renameSync(file, former(file));
  } finally {
    closeSync(held);
    rmSync(lock, { force: true });
  }
}

function isFull(file: string): boolean {
  const text = textOf(file);
  return text.length >= bytesAtMost || text.split('\n').length > linesAtMost;
}

const endsInLine = (file: string) => /(^|\n)$/.test(textOf(file).slice(-1));

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

function modified(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs;
}
