import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { folder, shakedown, start, until } from './cli.ts';
import { numberContract, numberService } from './number-service.ts';

// The component starts two processes more: one in its own group, one that leaves the group. It notes all their ids.
const family = `
import { spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
const near = spawn('sleep', ['600'], { stdio: 'ignore' });
const far = spawn('sleep', ['600'], { stdio: 'ignore', detached: true });
appendFileSync('pids', [process.pid, near.pid, far.pid].join(' ') + '\\n');
`;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}

function launched(path: string): { component: number; near: number; far: number }[] {
  const lines = readFileSync(join(path, 'pids'), 'utf8').trim().split('\n');
  return lines.map((line) => {
    const [component, near, far] = line.split(' ').map(Number) as [number, number, number];
    return { component, near, far };
  });
}

const noted = (path: string) => {
  try {
    return launched(path).length;
  } catch {
    return 0;
  }
};

const project = (change = '', beforeListen = family) =>
  folder({ 'app.mjs': numberService({ change, beforeListen }), 'doubler.contract.yaml': numberContract() });

describe('whatever happens, nothing is left running', () => {
  it.each([
    ['at the normal end', ''],
    ['after a finding', 'return response.end(JSON.stringify({ doubled: 2 * await ask().catch(() => 0) }));'],
    [
      'after a crash',
      'try { return response.end(JSON.stringify({ doubled: 2 * await ask() })); } catch { process.exit(9); }',
    ],
  ])('%s', async (_, change) => {
    using files = project(change);
    await shakedown(
      ['doubler.contract.yaml', '--profile', 'quick', '--rigs', '2', '--only', 'double/numbers/{server-error,silence}'],
      files.path,
    );
    const pids = launched(files.path).flatMap((f) => Object.values(f));
    expect(pids.length).toBeGreaterThanOrEqual(3);
    expect(pids.filter(isAlive)).toEqual([]);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'after %s, which reports what was found so far and ends with 130',
    async (signal) => {
      using files = project();
      const run = start(['doubler.contract.yaml', '--rigs', '2'], files.path);
      await until(() => run.output().includes('trials in'), 'it plays');
      run.child.kill(signal);
      const { code, stdout } = await run.ended;
      expect(code).toBe(130);
      expect(stdout).toContain('The run was interrupted.');
      expect(
        launched(files.path)
          .flatMap((f) => Object.values(f))
          .filter(isAlive),
      ).toEqual([]);
    },
  );

  it('after the second Ctrl-C, which ends it at once', async () => {
    using files = project('', `${family} process.on('SIGTERM', () => {});`);
    const run = start(['doubler.contract.yaml', '--rigs', '2'], files.path);
    await until(() => run.output().includes('trials in'), 'it plays');
    run.child.kill('SIGINT');
    run.child.kill('SIGINT');
    expect((await run.ended).code).toBe(130);
    expect(
      launched(files.path)
        .flatMap((f) => Object.values(f))
        .filter(isAlive),
    ).toEqual([]);
  });

  it('of the component’s own group even after the harness was killed with SIGKILL', async () => {
    using files = project();
    const run = start(['doubler.contract.yaml', '--rigs', '1'], files.path);
    await until(() => noted(files.path) > 0 && run.output().includes('trials in'), 'it plays');
    run.child.kill('SIGKILL');
    await run.ended;
    const [first] = launched(files.path);
    await until(() => !isAlive(first!.component) && !isAlive(first!.near), 'the group has ended');
    // What left the group is out of reach then.
    process.kill(first!.far, 'SIGKILL');
  });

  it('of a component that does not end when it is asked to', async () => {
    using files = project('', `${family} process.on('SIGTERM', () => {});`);
    const { code } = await shakedown(
      ['doubler.contract.yaml', '--profile', 'quick', '--rigs', '1', '--only', 'double/none/healthy'],
      files.path,
    );
    expect(code).toBe(0);
    expect(
      launched(files.path)
        .flatMap((f) => Object.values(f))
        .filter(isAlive),
    ).toEqual([]);
  });

  it('when the harness itself fails, which it says is not the component’s doing', async () => {
    using files = project();
    // Breaks the harness from inside, as a defect of its own would.
    writeFileSync(
      join(files.path, 'broken.cjs'),
      "require('node:fs').writeSync = () => { throw new TypeError('broken on purpose'); };",
    );
    const env = { NODE_OPTIONS: `--require ${join(files.path, 'broken.cjs')}` };
    const { code, stderr } = await shakedown(['doubler.contract.yaml', '--rigs', '1'], files.path, env);
    expect(stderr).toContain('The harness itself failed. This is a defect of Shakedown, not of your component.');
    expect(stderr).toContain('broken on purpose');
    expect(code).toBe(5);
    expect(
      noted(files.path) === 0 ||
        launched(files.path)
          .flatMap((f) => Object.values(f))
          .filter(isAlive).length === 0,
    ).toBe(true);
  });
});
