import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { folder, shakedown } from '../e2e/cli.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const documents = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'];
const blocks = (text: string, language: string) =>
  [...text.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map((m) => m[1]!);

describe('the documents', () => {
  it.each(documents)('%s links to files that exist', (file) => {
    const links = [...read(file).matchAll(/\]\(([^)#:]+)\)/g)].map((m) => m[1]!);
    expect(links.filter((link) => !existsSync(join(root, dirname(file), link)))).toEqual([]);
  });

  it('name npm scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json'));
    const named = documents.flatMap((d) =>
      [...read(d).matchAll(/npm (?:run ([\w:-]+)|(start|test))/g)].map((m) => m[1] ?? m[2]!),
    );
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
    expect(scripts.start).toContain('contracts/triage.contract.yaml');
    expect(scripts.pilot).toContain('contracts/triage-pilot.contract.yaml');
  });

  it('name commands and exit codes that exist', async () => {
    const { stdout } = await shakedown(['--help'], root);
    const named = new Set([...read('README.md').matchAll(/npx shakedown (\w+)/g)].map((m) => m[1]!));
    for (const name of named) expect(stdout).toMatch(new RegExp(`shakedown ${name}\\b`));
    for (const [, code] of read('README.md').matchAll(/^\| (\d+) \|/gm))
      expect(stdout).toMatch(new RegExp(`\\b${code} [a-z]`));
  });

  it('show the contract of some lines as one that lint takes', async () => {
    const [contract] = blocks(read('README.md'), 'yaml');
    using project = folder({ 'answers.contract.yaml': contract! });
    const { code, stderr } = await shakedown(['lint', 'answers.contract.yaml'], project.path);
    expect(stderr).toBe('');
    expect(code).toBe(0);
  });

  it('show a finding as the pilot really gives it', async () => {
    const shown = blocks(read('README.md'), 'text').find((b) => b.startsWith('✗'))!;
    using out = folder({});
    const { stdout } = await shakedown(
      [
        'contracts/triage-pilot.contract.yaml',
        '--profile',
        'quick',
        '--seed',
        '1',
        '--only',
        'classify/llm/never-retry/first',
        '--out',
        out.path,
      ],
      root,
    );
    const timeless = (text: string) =>
      text
        .replaceAll(/^(happened)?.*?\d+ ms /gm, '$1 ')
        .replaceAll(/ +/g, ' ')
        .replaceAll(/, \d+ steps?/g, '');
    expect(timeless(stdout)).toContain(timeless(shown).trim());
  });

  it('show the code of a fault and of a check as it stands', () => {
    const contributing = read('CONTRIBUTING.md');
    const [fault, check] = blocks(contributing, 'ts');
    expect(read('src/fault/connection/reset-inside-reply.ts')).toContain(fault!.trim());
    expect(read('src/check/no-pointless-retry.ts')).toContain(check!.trimEnd());
  });

  it('give a reason for every library', () => {
    const { dependencies, devDependencies } = JSON.parse(read('package.json'));
    const table = read('CONTRIBUTING.md');
    const missing = Object.keys({ ...dependencies, ...devDependencies }).filter(
      (name) =>
        !name.startsWith('@types/') &&
        !table.includes(
          name
            .replace('@biomejs/', '')
            .replace('@swc/core', '@swc/jest')
            .replace('jest-environment-node', 'jest')
            .replace('@jest/globals', 'jest'),
        ),
    );
    expect(missing).toEqual([]);
  });
});

describe('the library entry', () => {
  it('has the names that are promised', async () => {
    using project = folder({});
    const script = `import { loadContract, plan, run, judge } from ${JSON.stringify(join(root, 'dist/index.js'))}; console.log([loadContract, plan, run, judge].map((f) => typeof f).join());`;
    writeFileSync(join(project.path, 'use.mjs'), script);
    const { execFileSync } = await import('node:child_process');
    expect(execFileSync(process.execPath, [join(project.path, 'use.mjs')], { encoding: 'utf8' }).trim()).toBe(
      'function,function,function,function',
    );
  });
});
