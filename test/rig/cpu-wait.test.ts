import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { platform } from 'node:os';
import { describe, expect, it } from '@jest/globals';
import { cpuWaits, waitedSince } from '../../src/rig/component/cpu-wait.ts';

describe('the time that was waited for a CPU', () => {
  it('is that of the thread of each process that waited longest', () => {
    const before = new Map(Object.entries({ '1/1': 10, '1/2': 5, '2/2': 0 }));
    const after = new Map(Object.entries({ '1/1': 13, '1/2': 6, '2/2': 2, '2/3': 4 }));
    expect(waitedSince(before, after)).toBe(3 + 4);
    expect(waitedSince(before, new Map())).toBe(0);
  });

  (platform() === 'linux' ? it : it.skip)('is told of a process and of what it started', async () => {
    const shell = spawn('sh', ['-c', 'echo; sleep 60; true'], { detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
    try {
      await once(shell.stdout!, 'data');
      while (new Set([...cpuWaits(shell.pid!).keys()].map((name) => name.split('/')[0])).size < 2)
        await new Promise(setImmediate);
      expect([...cpuWaits(shell.pid!).values()].every((waited) => waited >= 0)).toBe(true);
    } finally {
      process.kill(-shell.pid!, 'SIGKILL');
    }
  });

  it('is nothing where there is no such process', () => {
    expect(cpuWaits(2 ** 30)).toEqual(new Map());
  });
});
