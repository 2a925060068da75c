import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { violations } from '../../src/contract/json-schema.ts';
import type { RunDocument } from '../../src/report/document.ts';
import { type Ended, folder, shakedown } from './cli.ts';
import { numberContract, numberService } from './number-service.ts';

const faults = '{refused,server-error,cut-body,null-member,padded-reply}';
const run = ['doubler.contract.yaml', '--profile', 'quick', '--seed', '1', '--rigs', '2', '--no-shrink'];
const only = ['--only', `double/numbers/${faults}`];

// It passes on whatever came, in words that must stay text.
const hostile = `
  const said = '<script>alert(1)</script> \\u202e \\ud800 \\u0000 ]]> ::error:: \\x1b[31m';
  console.error(said);
  return response.end(JSON.stringify({ doubled: 2 * await ask().catch(() => 0), said }));`;

/** What of a run is measured, and so is never the same. */
function apartFromTimes({ timing: { cases }, history: _, ...document }: RunDocument): unknown {
  const measured =
    /^(at|ended|began|started|first|took|waited|recovered|lag|lagInAll|starved|between|asked|later|output|watched)$/;
  const ports = (text: string) =>
    text.replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1').replaceAll(/\w+, \d\d \w+ \d{4} [\d:]+ GMT/g, 'Date');
  const plain = (key: string, value: unknown) =>
    measured.test(key) || key === 'internals' || key === 'date'
      ? undefined
      : typeof value === 'string'
        ? ports(value)
        : value;
  return { ...JSON.parse(JSON.stringify(document, plain)), cases };
}

describe('the shards of a run', () => {
  const own = folder({
    'app.mjs': numberService({ change: hostile }),
    'doubler.contract.yaml': numberContract(),
  });
  const read = (name: string) => JSON.parse(readFileSync(join(own.path, name), 'utf8')) as { runs: [RunDocument] };
  let ended: Ended[];
  let merged: Ended;

  beforeAll(async () => {
    const part = (i: number) => [...run, ...only, '--shard', `${i}/2`, '--reporter', `json=parts/${i}.json`];
    ended = await Promise.all([
      shakedown([...run, ...only, '--out', 'whole', '--reporter', 'json=whole.json'], own.path),
      shakedown([...part(1), '--reporter', 'terminal'], own.path),
      shakedown(part(2), own.path),
    ]);
    const reporters = ['--reporter', 'terminal', '--reporter', 'json=merged.json', '--reporter', 'junit=merged.xml'];
    merged = await shakedown(['merge', 'parts', ...reporters], own.path);
  });
  afterAll(() => own[Symbol.dispose]());

  it('say which they are, and play their part', () => {
    expect(ended.map(({ code, stderr }) => [code, stderr])).toEqual([
      [1, ''],
      [1, ''],
      [1, ''],
    ]);
    expect(ended[1]!.stdout).toMatch(/shard 1 of 2: \d+ of \d+ trials, divided by what trials are expected to take/);
    const [one, two, whole] = ['parts/1.json', 'parts/2.json', 'whole.json'].map((name) => read(name).runs[0].trials);
    expect(Math.abs(one!.length - two!.length)).toBeLessThanOrEqual(2);
    expect([...one!, ...two!].map(({ id }) => id).sort()).toEqual(whole!.map(({ id }) => id).sort());
  });

  it('joined are the report of the whole run, apart from times', () => {
    expect(merged).toMatchObject({ code: 1, stderr: '' });
    const whole = apartFromTimes(read('whole.json').runs[0]);
    expect(apartFromTimes(read('merged.json').runs[0])).toEqual(whole);
  });

  it('joined are printed by any reporter', () => {
    expect(merged.stdout).toContain('joined from parts/1.json, parts/2.json');
    expect(merged.stdout).toMatch(/^✗ double · numbers · .* answers-as-expected$/m);
    expect(merged.stdout).toMatch(/✗ doubler does not hold: 1 finding$/m);
    expect(readFileSync(join(own.path, 'merged.xml'), 'utf8')).toContain('<failure type="answers-as-expected"');
  });

  it('leave history and kept findings to who joins them, and are told by both the next time', async () => {
    const { id } = read('merged.json').runs[0].findings[0]!;
    expect(readdirSync(join(own.path, '.shakedown', 'corpus'))).toEqual([`${id}.json`]);
    expect(readdirSync(join(own.path, '.shakedown')).sort()).toEqual([
      'corpus',
      'history',
      'shard-1-of-2',
      'shard-2-of-2',
    ]);
    const again = await shakedown([...run, '--only', 'double/numbers/refused', '--reporter', 'terminal'], own.path);
    expect(again.stdout).toMatch(/history +first found \d{4}-\d\d-\d\d, in each of the 2 runs since/);
    expect(again.stdout).toContain(`still failing, of earlier findings: ${id}`);
  });

  it('have reports that satisfy the published schema, as the whole and the joined one do', () => {
    const schema = JSON.parse(readFileSync(new URL('../../schema/report.v1.json', import.meta.url), 'utf8'));
    for (const name of ['parts/1.json', 'parts/2.json', 'whole.json', 'merged.json'])
      expect(violations(schema, read(name))).toEqual([]);
    const [{ findings, ...rest }] = read('whole.json').runs;
    expect(JSON.stringify(findings)).toContain('<script>');
    expect(violations(schema, { ...read('whole.json'), runs: [{ ...rest, findings: [{}] }] })).not.toEqual([]);
  });

  it('are not taken for the whole run where one is missing, and not read where they are damaged', async () => {
    const alone = await shakedown(['merge', 'parts/2.json', '--out', 'alone'], own.path);
    expect(alone.stdout).toContain('✗ doubler does not hold: 1 finding – The report of shard 1 of 2 is missing.');
    mkdirSync(join(own.path, 'damaged'));
    const one = read('parts/1.json');
    const { verdict: _, ...run } = one.runs[0];
    writeFileSync(join(own.path, 'damaged', '1.json'), JSON.stringify({ ...one, runs: [run] }));
    const damaged = await shakedown(['merge', 'damaged'], own.path);
    expect(damaged.stderr).toBe('damaged/1.json is damaged: /runs/0 misses "verdict". Run again.\n');
    expect(damaged.code).toBe(2);
  });
});
