// A peer and all that it starts: a process group of its own, which is counted as one, and ended as one.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';

const ticksPerSecond = 100;

/** Fields of /proc/<pid>/stat from the third on: the second, the name, may hold spaces. */
const statOf = (pid) =>
  readFileSync(`/proc/${pid}/stat`, 'latin1')
    .replace(/^.*\) /s, '')
    .split(' ');

function* members(group) {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name)))
    try {
      const stat = statOf(pid);
      if (Number(stat[2]) === group) yield { pid, stat };
    } catch {
      // It ended meanwhile.
    }
}

/** Ends with the bench, whatever becomes of it. */
const running = new Set();
process.on('exit', () => {
  for (const group of running) end(group);
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));

function end(group) {
  try {
    process.kill(-group, 'SIGKILL');
  } catch {
    // Nothing of it is left.
  }
}

/** Starts a command with its threads, children and their children to be counted. */
export function start({ command, args, env, cwd }, stdio) {
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio, detached: true });
  child.on('error', () => {});
  const group = child.pid;
  if (group !== undefined) running.add(group);
  return {
    child,
    /** Microseconds of CPU so far. */
    cpu() {
      let ticks = 0;
      for (const { stat } of members(group)) for (const field of stat.slice(11, 15)) ticks += Number(field);
      return (ticks / ticksPerSecond) * 1e6;
    },
    /** Bytes in memory now; what processes share is counted for each. */
    memory() {
      let kilobytes = 0;
      for (const { pid } of members(group))
        kilobytes += Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
      return kilobytes * 1024;
    },
    async end() {
      if (group === undefined) return;
      const over = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : undefined;
      end(group);
      running.delete(group);
      await over;
    },
  };
}
