import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { folder, shakedown } from './cli.ts';
import { numberContract, numberService, swallowsFailures } from './number-service.ts';

const quick = ['--profile', 'quick', '--seed', '1', '--rigs', '3'];
const only = (what: string) => [...quick, '--only', `double/numbers/${what}`];
const files = (change = '', more = '') => ({
  'app.mjs': numberService({ change }),
  'doubler.contract.yaml': numberContract({ more }),
});

describe('shakedown run', () => {
  it.concurrent('is green for a component that survives, and says what was tried', async () => {
    using project = folder(files());
    const { code, stdout, stderr } = await shakedown(['doubler.contract.yaml', ...quick], project.path);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/✓ doubler holds: in all \d+ trials it answered as its contract says, within 2s/);
    expect(stdout).toMatch(/double × numbers +✓ \d+ +✓ \d+ +✓ \d+/);
    expect(stdout).toContain('double.unavailable');
    expect(code).toBe(0);
  });

  it.concurrent('is red for a component that swallows failures, with everything that a person needs', async () => {
    using project = folder(files(swallowsFailures));
    const { code, stdout } = await shakedown(['doubler.contract.yaml', ...only('server-error')], project.path);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^✗ double · numbers · server-error: status 503 +answers-as-expected$/m);
    expect(stdout).toContain('The component answered `ok`, although it never got a usable reply.');
    expect(stdout).toMatch(/contract +downstream\.numbers\.on-failure +doubler\.contract\.yaml:18/);
    expect(stdout).toMatch(/▶ numbers {2}GET \/number/);
    expect(stdout).toMatch(/◀ numbers {2}503 +fault server-error: status 503/);
    expect(stdout).toMatch(/expected +unavailable, within 2s/);
    expect(stdout).toMatch(/confirmed 3 of 3/);
    expect(stdout).toMatch(/replay +npx shakedown replay [0-9a-f]{6}/);
    expect(stdout).toMatch(/✗ doubler does not hold: 1 finding$/m);
  });

  it.concurrent('covers a finding with a waiver, and fails when the waiver has expired', async () => {
    const waiver = (until: string) =>
      `waivers:\n  - { finding: double/numbers/*/answers-as-expected, because: known, owner: us, until: '${until}' }\n`;
    using project = folder(files(swallowsFailures, waiver('2999-12-31')));
    const waived = await shakedown(['doubler.contract.yaml', ...only('server-error')], project.path);
    expect(waived.stdout).toContain('waived     until 2999-12-31 by us: known');
    expect(waived.stdout).toMatch(/✓ doubler holds: .*\(1 waived\)/);
    expect(waived.code).toBe(0);
    writeFileSync(join(project.path, 'doubler.contract.yaml'), numberContract({ more: waiver('2020-01-31') }));
    const expired = await shakedown(['doubler.contract.yaml', ...only('server-error')], project.path);
    expect(expired.stdout).toContain('expired    its waiver ended on 2020-01-31; us owns it');
    expect(expired.stdout).toMatch(/✗ doubler does not hold: 1 finding$/m);
    expect(expired.stderr).toMatch(/doubler\.contract\.yaml:\d+:\d+: expired: .*2020-01-31.*\[waiver-current\]/);
    expect(expired.code).toBe(1);
  });

  it.concurrent('ends with 3 when the component ends at once, with what it wrote', async () => {
    using project = folder(files());
    writeFileSync(join(project.path, 'app.mjs'), "console.error('no database'); process.exit(7);");
    const { code, stdout } = await shakedown(['doubler.contract.yaml', ...quick], project.path);
    expect(stdout).toContain('no database');
    expect(stdout).toContain('✗ doubler could not be judged: doubler ended with exit code 7 before it was ready.');
    expect(code).toBe(3);
  });

  it.concurrent('ends with 3 when a healthy request is not `ok`, and shows that request', async () => {
    using project = folder(files("throw new Error('always');"));
    const { code, stdout } = await shakedown(['doubler.contract.yaml', ...quick], project.path);
    expect(stdout).toMatch(/▶ GET \/double\n.*◀ 503 unavailable/);
    expect(stdout).toContain('With nothing wrong, `double` is answered with `unavailable` instead of `ok`.');
    expect(code).toBe(3);
  });

  it.concurrent('ends with 2 when no trial has the name that was asked for, and says which there are', async () => {
    using project = folder(files());
    const { code, stdout } = await shakedown(['doubler.contract.yaml', ...only('nothing')], project.path);
    expect(stdout).toContain(
      'No trial is called double/numbers/nothing: it is <operation>/<dependency>/<fault>, with the operations double',
    );
    expect(code).toBe(2);
  });

  it.concurrent('ends with 4 when a dependency is never called: what was not tried is not green', async () => {
    using project = folder(
      files('globalThis.n ??= await ask(); return response.end(JSON.stringify({ doubled: 2 * globalThis.n }));'),
    );
    const { code, stdout } = await shakedown(['doubler.contract.yaml', ...quick], project.path);
    expect(stdout).toContain(
      '? doubler is inconclusive: no healthy request calls `numbers`, so its failures were not tried.',
    );
    expect(code).toBe(4);
  });

  it.concurrent('finds a crash, brings the component up again, and goes on with the other trials', async () => {
    const crash =
      'try { return response.end(JSON.stringify({ doubled: 2 * await ask() })); } catch { process.exit(9); }';
    using project = folder(files(crash));
    const { code, stdout } = await shakedown(
      ['doubler.contract.yaml', ...only('{refused,server-error,empty-reply,cut-body}'), '--no-shrink'],
      project.path,
    );
    expect(stdout).toContain('The process ended with exit code 9.');
    expect(stdout).toMatch(/✗ double · numbers · refused, every time +stays-up/);
    expect(stdout.match(/^✗ double ·/gm)).toHaveLength(1);
    expect(stdout).toMatch(/double × numbers +✗ \d+ of \d+ +✗ \d+ of \d+/);
    expect(code).toBe(1);
  });

  it.concurrent('takes the same trials and gives the same verdicts for a seed, whatever the number of rigs', async () => {
    using project = folder(files(swallowsFailures));
    const run = async (rigs: string) => {
      await shakedown(
        [
          'doubler.contract.yaml',
          '--profile',
          'quick',
          '--seed',
          '42',
          '--rigs',
          rigs,
          '--only',
          'double/{none,numbers}/{[c-m]*,server-error}/**',
          '--no-shrink',
          '--reporter',
          'json=report.json',
          // What an earlier run has found would be played first.
          '--out',
          `out-${rigs}`,
        ],
        project.path,
      );
      const [result] = JSON.parse(readFileSync(join(project.path, 'report.json'), 'utf8')).runs;
      return result.trials.map((t: { id: string; verdict: string; broken: string[] }) => [t.id, t.verdict, t.broken]);
    };
    expect(await run('4')).toEqual(await run('1'));
  });

  it.concurrent('writes JSON and JUnit that parsers read, side by side with the report for people', async () => {
    using project = folder(files(swallowsFailures));
    const reporters = [
      '--reporter',
      'terminal',
      '--reporter',
      'json=out/report.json',
      '--reporter',
      'junit=out/report.xml',
    ];
    const { stdout } = await shakedown(
      ['doubler.contract.yaml', ...only('{server-error,extra-fields}'), ...reporters],
      project.path,
    );
    expect(stdout).toContain('1 finding');
    const report = JSON.parse(readFileSync(join(project.path, 'out/report.json'), 'utf8'));
    expect(report).toMatchObject({
      report: 1,
      runs: [
        {
          contract: { name: 'doubler' },
          seed: 1,
          verdict: 'broken',
          findings: [{ check: 'answers-as-expected', place: { line: 18 } }],
        },
      ],
    });
    const xml = readFileSync(join(project.path, 'out/report.xml'), 'utf8');
    expect(xml).toMatch(
      /<testsuite name="doubler \(doubler\.contract\.yaml\)" tests="4" failures="2" errors="0" skipped="0"/,
    );
    expect(xml).toMatch(/<failure type="answers-as-expected" message="The component answered `ok`/);
  });

  it.concurrent('plans without playing on --dry-run', async () => {
    using project = folder(files());
    const { code, stdout } = await shakedown(['doubler.contract.yaml', '--dry-run'], project.path);
    expect(stdout).toMatch(/doubler: \d+ cases in \d+ trials, nothing was played/);
    expect(code).toBe(0);
  });

  it.concurrent('ends at the first finding on --bail, and says what was left', async () => {
    using project = folder(files(swallowsFailures));
    const { code, stdout } = await shakedown(
      ['doubler.contract.yaml', ...quick, '--bail', '--no-shrink'],
      project.path,
    );
    expect(stdout).toMatch(/left out: \d+ of \d+ trials – The run ended at its first finding\./);
    expect(code).toBe(1);
  });

  it.concurrent('does not call a run green that had no time for all of its trials', async () => {
    using project = folder(files());
    const { code, stdout } = await shakedown(['doubler.contract.yaml', ...quick, '--time', '1ms'], project.path);
    expect(stdout).toContain('The time for the run was over.');
    expect(code).toBe(4);
  });
});

describe('what a run leaves behind', () => {
  it.concurrent('can be judged again, replayed, explained – and is fixed when the component is', async () => {
    using project = folder(files(swallowsFailures));
    const run = await shakedown(['doubler.contract.yaml', ...only('server-error')], project.path);
    const id = /replay ([0-9a-f]{6})/.exec(run.stdout)![1]!;
    const judged = await shakedown(['judge', '.shakedown/doubler.ndjson'], project.path);
    expect(judged.stdout).toContain(run.stdout.slice(run.stdout.indexOf('\n✗ double')));
    expect(judged.code).toBe(1);
    const replayed = await shakedown(['replay', id], project.path);
    expect(replayed.stdout).toMatch(/◀ numbers {2}503/);
    expect(replayed.stdout).toContain('✗ still there: answers-as-expected');
    expect(replayed.code).toBe(1);
    expect((await shakedown(['explain', id], project.path)).stdout).toContain(
      `${id} – a finding: double/numbers/server-error/answers-as-expected`,
    );
    writeFileSync(join(project.path, 'app.mjs'), numberService());
    const fixed = await shakedown(['replay', id], project.path);
    expect(fixed.stdout).toContain('✓ fixed: answers-as-expected holds in this case');
    expect(fixed.code).toBe(0);
  });

  it.concurrent('is played first by the next run, and forgotten when it is fixed', async () => {
    using project = folder(files(swallowsFailures));
    const run = await shakedown(['doubler.contract.yaml', ...only('server-error')], project.path);
    const id = /replay ([0-9a-f]{6})/.exec(run.stdout)![1]!;
    const kept = join(project.path, '.shakedown/corpus', `${id}.json`);
    expect(JSON.parse(readFileSync(kept, 'utf8'))).toMatchObject({ id, check: 'answers-as-expected' });
    const again = await shakedown(['doubler.contract.yaml', ...only('server-error')], project.path);
    expect(again.stdout).toContain(`still failing, of earlier findings: ${id}`);
    expect(again.code).toBe(1);
    const elsewhere = await shakedown(['doubler.contract.yaml', ...only('silence')], project.path);
    expect(elsewhere.stdout).not.toContain('of earlier findings');
    expect(existsSync(kept)).toBe(true);
    writeFileSync(join(project.path, 'app.mjs'), numberService());
    const fixed = await shakedown(['doubler.contract.yaml', ...only('server-error')], project.path);
    expect(fixed.stdout).toContain(`fixed, of earlier findings: ${id}`);
    expect(fixed.code).toBe(0);
    expect(existsSync(kept)).toBe(false);
  });

  it.concurrent('is kept while the component cannot be launched', async () => {
    using project = folder(files(swallowsFailures));
    const run = await shakedown(['doubler.contract.yaml', ...only('server-error')], project.path);
    const id = /replay ([0-9a-f]{6})/.exec(run.stdout)![1]!;
    writeFileSync(join(project.path, 'app.mjs'), 'process.exit(1)');
    const broken = await shakedown(['doubler.contract.yaml', ...only('server-error')], project.path);
    expect(broken.code).toBe(3);
    expect(existsSync(join(project.path, '.shakedown/corpus', `${id}.json`))).toBe(true);
    const { stdout } = await shakedown(['replay', id, '--curl'], project.path);
    expect(stdout).toMatch(
      /^curl -sS -i -X GET -H 'accept: application\/json' -H 'traceparent: [0-9a-f-]+' "\$COMPONENT"'\/double'$/m,
    );
  });

  it.concurrent('is a journal that gives every report that the run gave, and says so where it was cut', async () => {
    using project = folder(files(swallowsFailures));
    const reports = (name: string) => ['json', 'junit'].flatMap((kind) => ['--reporter', `${kind}=${name}.${kind}`]);
    const run = await shakedown(['doubler.contract.yaml', ...only('server-error'), ...reports('run')], project.path);
    const path = join(project.path, '.shakedown/doubler.ndjson');
    const judged = await shakedown(['judge', path, ...reports('judged')], project.path);
    expect([judged.code, judged.stderr]).toEqual([run.code, '']);
    const text = (name: string) => readFileSync(join(project.path, name), 'utf8');
    expect(text('judged.junit')).toBe(text('run.junit'));
    expect(JSON.parse(text('judged.json'))).toEqual(JSON.parse(text('run.json')));
    // Cut within the note of its end.
    writeFileSync(path, readFileSync(path, 'utf8').slice(0, -200));
    const { code, stdout, stderr } = await shakedown(['judge', path], project.path);
    expect(stderr).toContain('a line is cut or damaged, and passed over');
    expect(stdout).toContain('1 finding – The record ends before the run did: it tells of 2 of 2 trials.');
    expect(code).toBe(1);
  });
});
