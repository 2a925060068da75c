import { execFile } from 'node:child_process';
import { appendFileSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { addPast, readPast } from '../../src/cli/history-file.ts';
import type { Contract } from '../../src/contract/contract.ts';
import { folder } from '../e2e/cli.ts';
import { past } from '../history/runs.ts';

const contract = { file: 'a.contract.yaml', component: { name: 'a' } } as Contract;
const file = (path: string) => join(path, 'history', 'a.ndjson');
const seeds = (path: string) => readPast(path, contract).runs.map(({ seed }) => seed);

describe('the file of a history', () => {
  it('has what was added, of this contract alone', () => {
    using own = folder({});
    expect(readPast(own.path, contract)).toEqual({ runs: [] });
    for (const seed of [1, 2]) expect(addPast(own.path, contract, past(seed, { seed }))).toBeUndefined();
    addPast(own.path, contract, past(3, { contract: 'another.contract.yaml' }));
    expect(readPast(own.path, contract)).toEqual({ runs: [past(1, { seed: 1 }), past(2, { seed: 2 })] });
  });

  it('keeps the latest 200 runs, in two files that do not grow', () => {
    using own = folder({});
    for (let seed = 1; seed <= 450; seed++) addPast(own.path, contract, past(1, { seed }));
    expect(seeds(own.path)).toEqual(Array.from({ length: 200 }, (_, i) => 251 + i));
    expect(readdirSync(join(own.path, 'history'))).toEqual(['a.ndjson', 'a.ndjson.1']);
    for (const name of readdirSync(join(own.path, 'history')))
      expect(readFileSync(join(own.path, 'history', name), 'utf8').split('\n').length).toBeLessThanOrEqual(202);
  });

  it('loses nothing where runs end at the same time', async () => {
    using own = folder({});
    const module = new URL('../../dist/cli/history-file.js', import.meta.url).href;
    const writer = (from: number) =>
      promisify(execFile)(process.execPath, [
        '--input-type=module',
        '-e',
        `import { addPast } from ${JSON.stringify(module)};
         const run = ${JSON.stringify(past(1))};
         for (let seed = ${from}; seed < ${from} + 60; seed++)
           addPast(${JSON.stringify(own.path)}, ${JSON.stringify(contract)}, { ...run, seed });`,
      ]);
    // So full that they come to make room.
    for (let seed = -150; seed < 0; seed++) addPast(own.path, contract, past(1, { seed }));
    await Promise.all([0, 60, 120].map(writer));
    const added = seeds(own.path).filter((seed) => seed >= 0);
    expect(added.sort((a, b) => a - b)).toEqual(Array.from({ length: 180 }, (_, i) => i));
  });

  it('tells of damaged lines, and goes on after them', () => {
    using own = folder({});
    addPast(own.path, contract, past(1, { seed: 1 }));
    appendFileSync(file(own.path), '{"history":1,"cut');
    addPast(own.path, contract, past(2, { seed: 2 }));
    expect(seeds(own.path)).toEqual([1, 2]);
    expect(readPast(own.path, contract).problem).toMatch(/^The history is damaged: 1 line passed over .*a\.ndjson/);
  });

  it('makes room again where a run was killed while it did', () => {
    using own = folder({});
    for (let seed = 1; seed <= 200; seed++) addPast(own.path, contract, past(1, { seed }));
    writeFileSync(`${file(own.path)}.lock`, '');
    utimesSync(`${file(own.path)}.lock`, 0, 0);
    addPast(own.path, contract, past(1, { seed: 201 }));
    expect(readFileSync(file(own.path), 'utf8').split('\n').length).toBe(2);
  });

  it('tells where nothing can be written or read, and fails nothing', () => {
    using own = folder({ history: 'no folder' });
    expect(addPast(own.path, contract, past(1))).toMatch(/^The history cannot be written: (EEXIST|ENOTDIR)/);
    using other = folder({});
    mkdirSync(file(other.path), { recursive: true });
    expect(readPast(other.path, contract)).toMatchObject({
      runs: [],
      problem: expect.stringMatching(/^The history cannot be read: EISDIR/),
    });
  });
});
