import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';

/** Marks every process that comes from one start, also those that left its process group. */
export const mark = 'SHAKEDOWN_RIG';

/**
 * What all marks of this harness begin with. Not its process id alone: that is given to somebody else one day, and what
 * carries the mark is killed.
 */
export const ours = `${process.pid}-${randomBytes(6).toString('hex')}`;

// It waits until the other end of its standard input is gone, however that came, and then kills what carries our mark.
// Marks are looked for at that moment (Linux), so no id is used that may belong to another process by then. More than
// once, because what is found may be starting something.
const watching = `cat >/dev/null
for n in 1 2 3 4 5; do
  found=$(grep -ls '${mark}=${ours}-' /proc/[0-9]*/environ | cut -d/ -f3)
  [ -z "$found" ] && exit
  kill -KILL $found 2>/dev/null
  sleep 0.1
done`;

let guard: ChildProcess | undefined;

/**
 * Sees to it that nothing that was started outlives the harness, not even one that was killed with SIGKILL. Once is
 * enough. It has a session of its own: what ends the harness's whole group does not end it.
 */
export function keepGuard(): void {
  if (guard) return;
  const { PATH = '/usr/bin:/bin' } = process.env;
  guard = spawn('/bin/sh', ['-c', watching], { env: { PATH }, detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  // Without a shell there is no guard; the component, which needs one as well, says so.
  guard.once('error', () => {});
  guard.stdin?.on('error', () => {});
  guard.unref();
  (guard.stdin as unknown as { unref?: () => void } | null)?.unref?.();
}
