import { readdirSync, readFileSync } from 'node:fs';

/** `process/thread` → milliseconds for which it was ready to run and no CPU was free for it, since it began. */
export type CpuWaits = ReadonlyMap<string, number>;

/** Of a process and all that it started, as far as the system tells (Linux, `sched-stats`): else nothing. */
export function cpuWaits(pid: number): CpuWaits {
  const waits = new Map<string, number>();
  for (const one of family(String(pid))) {
    for (const thread of list(`/proc/${one}/task`)) {
      // Nanoseconds on a CPU, nanoseconds ready and waiting for one, time slices.
      const [, waited] = read(`/proc/${one}/task/${thread}/schedstat`).split(' ');
      if (waited !== undefined) waits.set(`${one}/${thread}`, Number(waited) / 1e6);
    }
  }
  return waits;
}

/** How long a request may have been kept from a CPU: in each process by the thread that waited longest. */
export function waitedSince(before: CpuWaits, after: CpuWaits): number {
  const longest = new Map<string, number>();
  for (const [name, waited] of after) {
    const [pid = ''] = name.split('/');
    longest.set(pid, Math.max(longest.get(pid) ?? 0, waited - (before.get(name) ?? 0)));
  }
  return [...longest.values()].reduce((sum, waited) => sum + waited, 0);
}

/** A process and those that its first thread started, and so on. */
function family(pid: string): string[] {
  const children = read(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean);
  return [pid, ...children.flatMap(family)];
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'latin1').trim();
  } catch {
    return '';
  }
}
