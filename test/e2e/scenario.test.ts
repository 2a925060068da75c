import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { folder, shakedown } from './cli.ts';
import { numberContract, numberService, swallowsFailures } from './number-service.ts';

const flags = ['--profile', 'quick', '--seed', '1', '--rigs', '2', '--no-shrink'];

/** A project with the component that doubles numbers, and scenarios of its own. */
function project(change = '', scenarios: Readonly<Record<string, string>> = {}) {
  const made = folder({
    'package.json': '{}',
    'app.mjs': numberService({ change }),
    'doubler.contract.yaml': numberContract({}),
  });
  for (const [name, text] of Object.entries(scenarios)) {
    const path = join(made.path, 'scenarios', `${name}.scenario.yaml`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `scenario: 1\n${text}\n`);
  }
  return made;
}

const slowTuesday =
  'title: The numbers are slow on Tuesdays\nfaults: [{ fault: server-error, params: { status: 504 } }]';

describe('shakedown run --scenario', () => {
  it('plays one scenario and nothing else, and says what it is', async () => {
    using one = project(swallowsFailures);
    const { code, stdout, stderr } = await shakedown(
      ['run', ...flags, '--scenario', 'reads-*', '--scenario', 'maintenance-window', 'doubler.contract.yaml'],
      one.path,
    );
    expect(stderr).toBe('');
    expect(stdout).toContain('1 scenario, and nothing else: 1 case');
    expect(stdout).toMatch(/^ {2}maintenance-window +✗ 1 of 1 +A dependency is down for maintenance, and says so$/m);
    expect(stdout).toMatch(/left out: reads-work-writes-fail – `double` calls no dependency that it is for/);
    expect(stdout).toMatch(/✗ doubler does not hold: \d findings?$/m);
    expect(code).toBe(1);
    const [, id] = /replay +npx shakedown replay ([0-9a-f]{6})/.exec(stdout)!;
    const kept = JSON.parse(readFileSync(join(one.path, `.shakedown/corpus/${id}.json`), 'utf8'));
    expect(kept.name).toBe('double/numbers/maintenance-window/answers-as-expected');
    // What is kept of a scenario is played with it, and not with another one.
    const again = await shakedown(
      ['run', ...flags, '--scenario', 'maintenance-window', 'doubler.contract.yaml'],
      one.path,
    );
    expect(again.stdout).toContain(`still failing, of earlier findings: ${id}`);
    const other = await shakedown(
      ['run', ...flags, '--scenario', 'dependency-refuses', 'doubler.contract.yaml'],
      one.path,
    );
    expect(other.stdout).not.toContain('earlier findings');
  });

  it('takes a file that stands in no library', async () => {
    using one = project();
    writeFileSync(join(one.path, 'tuesday.scenario.yaml'), `scenario: 1\n${slowTuesday}\n`);
    const named = ['--scenario', 'tuesday.scenario.yaml', 'doubler.contract.yaml'];
    const { code, stdout } = await shakedown(['run', ...flags, ...named], one.path);
    expect(stdout).toContain('1 scenario, and nothing else: 1 case');
    expect(stdout).toMatch(/^ {2}tuesday +✓ 1 +The numbers are slow on Tuesdays$/m);
    expect(code).toBe(0);
  });

  it('is green where the component survives, under traffic as well', async () => {
    using one = project('', {
      'quick-outage':
        'title: Down for a moment\ntraffic: { rate: 20/s, before: 1s, during: 500ms }\noutages: [{ shape: down, fault: server-error }]\nchecks: single-effect',
    });
    const soon = numberContract({}).replace(
      'on-failure: unavailable',
      'on-failure: unavailable\n    recovers-within: 500ms',
    );
    writeFileSync(join(one.path, 'doubler.contract.yaml'), soon);
    const { code, stdout } = await shakedown(
      ['run', ...flags, '--scenario', 'quick-outage', 'doubler.contract.yaml'],
      one.path,
    );
    expect(stdout).toMatch(/^ {2}quick-outage +✓ 1 +Down for a moment – none of its checks had anything to judge$/m);
    // Nothing in its requests or their traces tells one from another.
    expect(stdout).toMatch(/double × numbers quick-outage .* one at a time$/m);
    expect(code).toBe(0);
  });

  it('plays the scenarios of the project beside the systematic plan, and lets a waiver name one', async () => {
    using one = project(swallowsFailures, { 'ours/slow-tuesday': slowTuesday });
    const waiver =
      "waivers:\n  - { finding: double/numbers/slow-tuesday/answers-as-expected, because: known, owner: us, until: '2999-12-31' }\n";
    writeFileSync(join(one.path, 'doubler.contract.yaml'), numberContract({ more: waiver }));
    const only = ['--only', 'double/numbers/{slow-tuesday,extra-fields}'];
    const { code, stdout } = await shakedown(['run', 'doubler.contract.yaml', ...flags, ...only], one.path);
    expect(stdout).toMatch(/^ {2}slow-tuesday +✗ 1 of 1 +The numbers are slow on Tuesdays$/m);
    expect(stdout).toMatch(/double × numbers +✓ \d/);
    expect(stdout).toMatch(/✓ doubler holds: .*\(1 waived\)/);
    expect(code).toBe(0);
  });

  it.each([
    [
      'an unknown name',
      ['--scenario', 'maintenance-windo'],
      'There is no scenario "maintenance-windo". Did you mean "maintenance-window"? `shakedown list scenarios` shows them all.',
    ],
    [
      'one that fits nowhere',
      ['--scenario', 'reads-work-writes-fail'],
      'No scenario fits: reads-work-writes-fail – `double` calls no dependency that it is for.',
    ],
  ])('ends with 2 for %s', async (_, asked, says) => {
    using one = project();
    const { code, stdout, stderr } = await shakedown(['run', ...flags, ...asked, 'doubler.contract.yaml'], one.path);
    expect(stdout + stderr).toContain(says);
    expect(code).toBe(2);
  });

  it('ends with 2 where a scenario of the project is wrong, with its place', async () => {
    using one = project('', { odd: 'title: Odd\nfaults: [{ fault: server-eror }]' });
    const { code, stderr } = await shakedown(['run', ...flags, 'doubler.contract.yaml'], one.path);
    expect(stderr).toMatch(
      /^scenarios\/odd\.scenario\.yaml:3:19: error: There is no fault "server-eror"\. Did you mean "server-error"\? \[words-known\]$/m,
    );
    expect(code).toBe(2);
  });
});

describe('scenarios on the command line', () => {
  it('are listed by family, and those of the user told apart', async () => {
    using one = project('', { 'ours/slow-tuesday': slowTuesday, 'model-overloaded': slowTuesday });
    const { code, stdout } = await shakedown(['list', 'scenarios'], one.path);
    expect(stdout).toMatch(/^timeouts\n {2}body-keeps-dripping +The reply comes byte after byte/m);
    expect(stdout).toMatch(/^ours\n {2}slow-tuesday +The numbers are slow on Tuesdays \(yours\)$/m);
    expect(stdout).toMatch(
      /^own\n {2}model-overloaded +The numbers are slow on Tuesdays \(yours, instead of the shipped one\)$/m,
    );
    expect(code).toBe(0);
  });

  it('are explained step by step', async () => {
    using one = project();
    const { code, stdout } = await shakedown(['explain', 'error-then-silence'], one.path);
    expect(stdout).toContain(
      'error-then-silence – a scenario (timeouts): The first attempt fails at once, and the retry hangs.',
    );
    expect(stdout).toContain('1. A clean request comes.');
    expect(stdout).toMatch(/ 2\. The first call to the dependency meets server-error \(status 502\)\.$/m);
    expect(stdout).toMatch(/ 3\. Every call from number 2 on, to the dependency meets silence\.$/m);
    expect(stdout).toContain('within-deadline: the whole answer comes within the deadline');
    expect(stdout).toContain('npx shakedown run --scenario error-then-silence');
    expect(code).toBe(0);
  });

  it('are linted beside the contracts', async () => {
    using one = project('', { good: slowTuesday, bad: 'title: Bad\nfaults: [{ fault: silence, share: 2 }]' });
    const { code, stdout, stderr } = await shakedown(['lint', '.'], one.path);
    expect(stdout).toContain('✓ doubler.contract.yaml');
    expect(stdout).toContain('✓ scenarios/good.scenario.yaml: The numbers are slow on Tuesdays');
    expect(stderr).toMatch(
      /^scenarios\/bad\.scenario\.yaml:3:35: error: `faults\[0\]\.share` is 2; it must be a share above 0, at most 1, such as 0\.3\./m,
    );
    expect(code).toBe(2);
    const alone = await shakedown(['lint', 'scenarios/good.scenario.yaml'], one.path);
    expect([alone.code, alone.stderr]).toEqual([0, '']);
  });
});
