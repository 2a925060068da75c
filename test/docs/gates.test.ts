import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { diffCommand } from '../../src/cli/diff.ts';
import { readyCommand } from '../../src/cli/ready.ts';
import { runCommand } from '../../src/cli/run.ts';
import { changed, sound } from '../contract/linted.ts';
import { folder, shakedown } from '../e2e/cli.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const text = readFileSync(join(root, 'docs/gates.md'), 'utf8');
const blocks = (language: string) =>
  [...text.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map((m) => m[1]!);

describe('docs/gates.md', () => {
  it('shows a waiver as lint takes it', () => {
    const [waivers] = blocks('yaml');
    expect(changed(sound.slice(sound.indexOf('waivers:')), waivers!)).toEqual([]);
  });

  it.each([
    ['run', runCommand],
    ['diff', diffCommand],
    ['ready', readyCommand],
  ])('names flags of %s that exist', (name, { options }) => {
    const lines = blocks('sh').flatMap((block) => block.trim().split('\n'));
    const flags = lines
      .filter((line) => line.startsWith(`npx shakedown ${name} `))
      .flatMap((line) => line.match(/--[a-z-]+/g) ?? []);
    expect(flags).not.toEqual([]);
    expect(flags.filter((flag) => !Object.hasOwn(options, flag.slice(2)))).toEqual([]);
  });

  it('shows what diff and ready really say', async () => {
    const [said, scores] = blocks('text') as [string, string];
    using project = folder({ 'package.json': '{}' });
    cpSync(join(root, 'contracts'), join(project.path, 'contracts'), { recursive: true });
    mkdirSync(join(project.path, 'docs'));
    writeFileSync(join(project.path, 'docs/triage-runbook.md'), '');
    const contract = 'contracts/triage.contract.yaml';
    const changedFile = 'contracts/new.contract.yaml';
    const written = readFileSync(join(project.path, contract), 'utf8').replace('deadline: 2s', 'deadline: 3s');
    writeFileSync(join(project.path, changedFile), written);
    const diff = await shakedown(['diff', contract, changedFile], project.path);
    expect(diff.stdout.replaceAll('contracts/new', 'new')).toContain(said);
    expect(diff.code).toBe(1);
    const ready = await shakedown(['ready', contract], project.path);
    expect(ready.stdout).toContain(scores);
    expect(ready.stdout).toContain('✗ triage is not ready: last-run, coverage');
    expect(ready.code).toBe(1);
  });
});
