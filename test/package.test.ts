import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

const root = join(import.meta.dirname, '..');

describe('the package as it is published', () => {
  let tarball: Buffer;
  let files: readonly string[];
  let size: number;
  beforeAll(() => {
    const folder = mkdtempSync(join(tmpdir(), 'shakedown-package-'));
    const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
    const [packed] = JSON.parse(
      execFileSync('npm', args, { cwd: root, stdio: ['ignore', 'pipe', 'ignore'] }).toString(),
    );
    tarball = readFileSync(join(folder, packed.filename));
    files = packed.files.map(({ path }: { path: string }) => path);
    size = packed.unpackedSize;
    rmSync(folder, { recursive: true });
  });

  it('has entries and types that every way to import them finds', async () => {
    const checked = await checkPackage(createPackageFromTarballData(new Uint8Array(tarball)));
    if (!checked.types) throw new Error('it has no types');
    // What is ESM alone says so in CommonJS; Node 20.19 can `require` it.
    const esmAlone = ['.', './vitest'];
    const wrong = checked.problems.filter(
      (problem) =>
        !(problem.kind === 'CJSResolvesToESM' && esmAlone.includes(problem.entrypoint)) &&
        !('resolutionKind' in problem && problem.resolutionKind === 'node10'),
    );
    expect(wrong).toEqual([]);
  });

  it('is put together as npm wants it', async () => {
    const pkg = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const { buffer, byteOffset, length } = tarball;
    const { messages } = await publint({
      strict: true,
      pack: { tarball: buffer.slice(byteOffset, byteOffset + length) as ArrayBuffer },
    });
    expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([]);
  });

  it('holds what it needs while it runs, and little else', () => {
    expect(files).toEqual(
      expect.arrayContaining([
        'dist/bundle/main.js',
        'dist/bundle/page.js',
        'schema/contract.v1.json',
        'scenarios/timeouts/body-keeps-dripping.scenario.yaml',
        'LICENSE',
      ]),
    );
    expect(files.filter((file) => /\.(test\.|map$)|^(src|test|bench)\//.test(file))).toEqual([]);
    expect(size).toBeLessThan(5_000_000);
  });
});
