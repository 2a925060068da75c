import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readBaseline } from '../../src/cli/baseline.ts';
import type { Contract } from '../../src/contract/contract.ts';
import { folder, shakedown } from './cli.ts';
import { numberContract, numberService, swallowsFailures } from './number-service.ts';

const contract = 'doubler.contract.yaml';
const run = (seed: number, ...more: string[]) => [
  contract,
  ...['--profile', 'quick', '--rigs', '1', '--no-shrink', '--seed', String(seed)],
  ...['--only', 'double/numbers/server-error/first', ...more],
];

describe('--baseline', () => {
  const files = { 'app.mjs': numberService({ change: swallowsFailures }), [contract]: numberContract() };
  const project = folder(files);
  const write = (name: string, text: string) => writeFileSync(join(project.path, name), text);
  let id = '';

  beforeAll(async () => {
    const { code } = await shakedown(run(1, '--reporter', 'json=base.json'), project.path);
    expect(code).toBe(1);
    const [{ findings }] = JSON.parse(readFileSync(join(project.path, 'base.json'), 'utf8')).runs;
    id = findings[0].id;
  });

  afterAll(() => project[Symbol.dispose]());

  it('lets a finding pass that it knows, whatever the seed and wherever the contract stands by now', async () => {
    write(contract, `# moved\n\n${numberContract()}`);
    const { code, stdout } = await shakedown(
      run(77, '--baseline', 'base.json', '--reporter', 'terminal', '--reporter', 'junit=report.xml'),
      project.path,
    );
    expect(stdout).toContain('known      it is in the baseline, and does not fail the gate');
    expect(stdout).toMatch(/✓ doubler holds: .*\(1 known\)$/m);
    expect(readFileSync(join(project.path, 'report.xml'), 'utf8')).toMatch(/failures="0".*skipped="1"/);
    expect(code).toBe(0);
  });

  it('says what is gone', async () => {
    write('app.mjs', numberService());
    const { code, stdout } = await shakedown(run(78, '--baseline', 'base.json'), project.path);
    expect(stdout).toContain(`gone since base.json: ${id} double/numbers/server-error/answers-as-expected`);
    expect(code).toBe(0);
  });

  it.each([
    ['nowhere.json', undefined, 'cannot be read: ENOENT'],
    ['cut.json', '{"report":', 'is not JSON'],
    ['other.json', '{"name":"x"}', 'is not a JSON report of a run'],
    ['later.json', '{"report":2,"runs":[]}', 'is a report of version 2, and only 1 is read'],
    [
      'foreign.json',
      '{"report":1,"runs":[{"contract":{"name":"triage"},"findings":[]}]}',
      'is of other contracts: it tells of triage, and not of doubler',
    ],
    ['damaged.json', '{"report":1,"runs":[{"contract":{"name":"doubler"},"findings":[{"id":1}]}]}', 'is damaged'],
  ])('is not read from %s', (name, text, complaint) => {
    const file = join(project.path, name);
    if (text !== undefined) write(name, text);
    expect(readBaseline(file, [{ component: { name: 'doubler' } } as Contract])).toContain(
      `--baseline ${file} ${complaint}`,
    );
  });

  it('ends with 2 where it is none', async () => {
    const { code, stderr } = await shakedown(run(1, '--baseline', 'package.json'), project.path);
    expect(stderr).toContain('--baseline package.json cannot be read: ENOENT. Write one with');
    expect(code).toBe(2);
  });
});
