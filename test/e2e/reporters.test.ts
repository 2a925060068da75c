import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { commands } from '../report/commands.ts';
import { folder, shakedown } from './cli.ts';
import { numberContract } from './number-service.ts';

// A component that ends at once: a run of it takes no time.
const files = {
  'app.mjs': 'console.log("::error::of the component"); process.exit(1);',
  'doubler.contract.yaml': numberContract(),
};

it('in GitHub Actions a run annotates as well, and writes the summary of the job', async () => {
  using project = folder(files);
  const summary = join(project.path, 'summary.md');
  const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary, GITHUB_WORKSPACE: project.path };
  const { code, stdout } = await shakedown(['doubler.contract.yaml'], project.path, env);
  expect(code).toBe(3);
  expect(stdout).toMatch(/^doubler {2}doubler\.contract\.yaml\n/);
  expect(stdout).toContain('\\u003a:error::of the component');
  expect(commands(stdout)).toEqual([
    expect.objectContaining({
      command: 'error',
      properties: expect.objectContaining({ file: 'doubler.contract.yaml', title: 'not launched' }),
    }),
  ]);
  expect(readFileSync(summary, 'utf8')).toMatch(/^### ✗ doubler could not be judged: /);
});

it('annotates nowhere else, nor where other reporters are asked for', async () => {
  using project = folder(files);
  const summary = join(project.path, 'summary.md');
  const elsewhere = { GITHUB_ACTIONS: '', GITHUB_STEP_SUMMARY: summary };
  const there = { ...elsewhere, GITHUB_ACTIONS: 'true' };
  const [plain, asked] = await Promise.all([
    shakedown(['doubler.contract.yaml', '--out', 'a'], project.path, elsewhere),
    shakedown(['doubler.contract.yaml', '--out', 'b', '--reporter', 'terminal'], project.path, there),
  ]);
  for (const { code, stdout } of [plain, asked]) {
    expect(code).toBe(3);
    expect(stdout).not.toContain('title=');
  }
  expect(plain.stdout).toContain('::error::of the component');
  expect(existsSync(summary)).toBe(false);
});
