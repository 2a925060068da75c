import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const ports = new URL('../../dist/rig/ports.js', import.meta.url);

/** A run that takes some ports and goes on until it is ended. */
async function run(): Promise<{ child: ChildProcess; taken: number[] }> {
  const text = `import { freePort } from ${JSON.stringify(ports.href)};
    const taken = [];
    for (let i = 0; i < 1100; i++) taken.push(await freePort());
    console.log(JSON.stringify(taken));
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', text], {
    cwd: fileURLToPath(new URL('.', import.meta.url)),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [data] = await once(child.stdout!, 'data');
  return { child, taken: JSON.parse(String(data)) };
}

describe('runs side by side', () => {
  it('never take the same port, however many each of them takes', async () => {
    const runs = await Promise.all([run(), run(), run()]);
    for (const { child } of runs) child.kill();
    const all = runs.flatMap(({ taken }) => [...new Set(taken)]);
    expect(new Set(all).size).toBe(all.length);
    for (const { taken } of runs) {
      expect(taken).toHaveLength(1100);
      expect(taken.every((port) => port >= 20_000 && port < 32_000)).toBe(true);
    }
  });
});
