import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
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

const read = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : '');

const project = (change = '', beforeListen = family) =>
  folder({ 'app.mjs': numberService({ change, beforeListen }), 'doubler.contract.yaml': numberContract() });

describe('whatever happens, nothing is left running', () => {
  it.concurrent.each([
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

  it.concurrent.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
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

  it.concurrent('after the second Ctrl-C, which ends it at once', async () => {
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

  it.concurrent('even after the harness was killed with SIGKILL, which leaves what was recorded', async () => {
    using files = project('return response.end(JSON.stringify({ doubled: 2 * await ask().catch(() => 0) }));');
    const run = start(['doubler.contract.yaml', '--rigs', '1'], files.path);
    const journal = join(files.path, '.shakedown/doubler.ndjson');
    await until(() => noted(files.path) > 0 && read(journal).includes('"role":"explore"'), 'a case is recorded');
    // What an earlier harness had started, whose process id this one was given.
    const env = { ...process.env, SHAKEDOWN_RIG: `${run.child.pid}-1` };
    const stranger = spawn('sleep', ['60'], { env, stdio: 'ignore' });
    stranger.unref();
    run.child.kill('SIGKILL');
    await run.ended;
    const pids = launched(files.path).flatMap((f) => Object.values(f));
    await until(() => !pids.some(isAlive), 'all have ended');
    expect(isAlive(stranger.pid!)).toBe(true);
    stranger.kill('SIGKILL');
    const { code, stdout } = await shakedown(['judge', journal], files.path);
    expect(stdout).toMatch(/The record ends before the run did: it tells of \d+ of \d+ trials\./);
    expect([1, 4]).toContain(code);
  });

  it.concurrent('even of a module that blocks its thread, and of what it started', async () => {
    const module = `${family} export const create = () => { for (;;); };`;
    using files = folder({
      'app.mjs': module,
      'doubler.contract.yaml': numberContract().replace('command: node app.mjs', 'module: ./app.mjs#create'),
    });
    const run = start(['doubler.contract.yaml', '--rigs', '1'], files.path);
    await until(() => noted(files.path) > 0, 'it is there');
    run.child.kill('SIGKILL');
    await run.ended;
    const pids = launched(files.path).flatMap((f) => Object.values(f));
    await until(() => !pids.some(isAlive), 'all have ended');
  });

  it.concurrent('of a component that is not ready when the run is interrupted', async () => {
    using files = folder({
      'app.mjs': family,
      'doubler.contract.yaml': numberContract().replace('ready:', 'within: 50m\n    ready:'),
    });
    const run = start(['doubler.contract.yaml', '--rigs', '1'], files.path);
    await until(() => noted(files.path) > 0, 'it is there');
    run.child.kill('SIGTERM');
    const { code, stdout } = await run.ended;
    expect(stdout).toContain('The run was interrupted. Nothing was played.');
    expect(code).toBe(130);
    expect(
      launched(files.path)
        .flatMap((f) => Object.values(f))
        .filter(isAlive),
    ).toEqual([]);
  });

  it.concurrent('of a component that does not end when it is asked to', async () => {
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

  // Breaks the harness from inside, as a defect of its own or a full disk would.
  const broken = (path: string, how: string) => {
    writeFileSync(join(path, 'broken.cjs'), how);
    return { NODE_OPTIONS: `--require ${join(path, 'broken.cjs')}` };
  };

  it.concurrent.each([
    [
      'in what it waits for',
      "const { Server } = require('node:net'); Server.prototype.listen = () => { throw new TypeError('broken on purpose'); };",
    ],
    [
      'where nobody can catch it',
      "const { Server } = require('node:net'); const { listen } = Server.prototype; Server.prototype.listen = function (...of) { setTimeout(() => { throw new TypeError('broken on purpose'); }, 50); return listen.apply(this, of); };",
    ],
  ])('when the harness itself fails %s, which it says is not the component’s doing', async (_, how) => {
    using files = project();
    const { code, stderr } = await shakedown(
      ['doubler.contract.yaml', '--rigs', '1'],
      files.path,
      broken(files.path, how),
    );
    expect(stderr).toContain('The harness itself failed. This is a defect of Shakedown, not of your component.');
    expect(stderr).toContain('broken on purpose');
    expect(code).toBe(5);
    const pids = noted(files.path) === 0 ? [] : launched(files.path).flatMap((f) => Object.values(f));
    expect(pids.filter(isAlive)).toEqual([]);
  });

  it.concurrent('and where the disk is full, the run goes on, and says what could not be written', async () => {
    using files = project();
    const full = `const fs = require('node:fs'); const { writeSync } = fs; let left = 12000;
fs.writeSync = (file, text) => {
  if (file > 2 && (left -= text.length) < 0) throw Object.assign(new Error('full'), { code: 'ENOSPC', errno: -28 });
  return writeSync(file, text);
};`;
    const { code, stdout, stderr } = await shakedown(
      [
        ...['doubler.contract.yaml', '--rigs', '1', '--profile', 'quick', '--only', 'double/numbers/server-error'],
        ...['--only', 'double/none/healthy', '--reporter', 'terminal', '--reporter', 'junit=/dev/full'],
      ],
      files.path,
      broken(files.path, full),
    );
    expect(stdout).toContain('✓ doubler holds');
    expect(stderr).toContain(
      'The journal .shakedown/doubler.ndjson could not be written: ENOSPC, no space left on device. Make room, or name another folder with --out.',
    );
    expect(stderr).toContain('The report junit=/dev/full could not be written: ENOSPC, no space left on device.');
    expect(code).toBe(5);
    const judged = await shakedown(['judge', '.shakedown/doubler.ndjson'], files.path);
    expect(judged.stdout).toContain('The record ends before the run did');
    expect(judged.code).toBe(4);
  });
});
