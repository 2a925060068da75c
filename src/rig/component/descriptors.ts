import { readdirSync } from 'node:fs';

/** Process → file descriptors that it has open, as far as the system tells (Linux). */
export function descriptorsOf(pids: readonly number[]): ReadonlyMap<number, number> {
  return new Map(pids.flatMap((pid) => openIn(pid)));
}

function openIn(pid: number): [number, number][] {
  try {
    return [[pid, readdirSync(`/proc/${pid}/fd`).length]];
  } catch {
    return [];
  }
}
