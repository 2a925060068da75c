import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';
import { folder, shakedown } from './cli.ts';
import { numberContract, numberService } from './number-service.ts';

const index = fileURLToPath(new URL('../../dist/index.js', import.meta.url));
const main = fileURLToPath(new URL('../../dist/bundle/main.js', import.meta.url));

const project = folder({
  'package.json': '{}',
  'app.mjs': numberService(),
  'doubler.contract.yaml': numberContract(),
  'other.contract.yaml': numberContract().replace('name: doubler', 'name: other'),
  'shakedown.config.ts': `import { defineConfig } from '${index}';
export default defineConfig({
  contracts: '*.contract.yaml',
  profile: 'small',
  reporter: ['terminal', 'json=traces/report.json'],
  out: 'traces',
  profiles: { small: { extends: 'quick', inputs: 1, mixed: 0 } },
  overrides: [{ contracts: 'other*', only: 'double/none/healthy', shrink: false }],
});
`,
});
mkdirSync(join(project.path, 'src'));
afterAll(() => project[Symbol.dispose]());

describe('a configuration file', () => {
  it('is told of, value by value, with where each comes from', async () => {
    const { stdout, code } = await shakedown(['config', '--rigs', '2'], project.path, { SHAKEDOWN_SEED: '5' });
    expect(stdout).toContain('Configuration: shakedown.config.ts\n');
    expect(stdout).toMatch(/^profile +small +shakedown\.config\.ts:1:1$/m);
    expect(stdout).toMatch(/^rigs +2 +--rigs$/m);
    expect(stdout).toMatch(/^seed +5 +SHAKEDOWN_SEED$/m);
    expect(stdout).toMatch(/^bail +false +default$/m);
    expect(stdout).toMatch(/^other\.contract\.yaml\n {2}only +double\/none\/healthy +shakedown\.config\.ts:1:1\n/m);
    expect(stdout).not.toMatch(/^doubler\.contract\.yaml$/m);
    expect(code).toBe(0);
  });

  it('holds for a run, from a folder below as well, and for some contracts differently', async () => {
    const { stdout, code } = await shakedown(['--dry-run', '--rigs', '1'], join(project.path, 'src'));
    expect(stdout).toMatch(/doubler\.contract\.yaml {2}doubler: \d{2,} cases in \d{2,} trials, nothing was played/);
    expect(stdout).toMatch(/other\.contract\.yaml {2}other: 1 cases in 1 trials, nothing was played/);
    expect(code).toBe(0);
    const { runs } = JSON.parse(readText('traces/report.json'));
    expect(runs.map(({ profile }: { profile: string }) => profile)).toEqual(['small', 'small']);
  });
});

const readText = (name: string) => readFileSync(join(project.path, name), 'utf8');

it('a bash completes flags, profiles of the configuration, and the dependencies of a mock that runs', () => {
  mkdirSync(join(project.path, 'bin'));
  writeFileSync(join(project.path, 'bin/shakedown'), `#!/bin/sh\nexec '${process.execPath}' '${main}' "$@"\n`, {
    mode: 0o755,
  });
  mkdirSync(join(project.path, '.shakedown'));
  const pass = { mock: 1, port: 1, token: 'x', contract: 'doubler.contract.yaml' };
  writeFileSync(join(project.path, '.shakedown/mock.json'), JSON.stringify(pass));
  const script = `eval "$(shakedown completion bash)"
try() { COMP_WORDS=("$@"); COMP_CWORD=$(($#-1)); _shakedown; echo "\${COMPREPLY[*]}"; }
try shakedown --profile s
try shakedown fault nu
try shakedown explain answers-as-d
try shakedown nowhere`;
  const env = { ...process.env, PATH: `${join(project.path, 'bin')}:${process.env.PATH}` };
  const { stdout, stderr } = spawnSync('bash', ['-c', script], { cwd: project.path, env, encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(stdout).toBe('standard small\nnumbers\nanswers-as-declared\n\n');
});
