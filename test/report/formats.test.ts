import { describe, expect, it } from '@jest/globals';
import { XMLParser } from 'fast-xml-parser';
import { checks } from '../../src/check/index.ts';
import { fingerprints } from '../../src/report/fingerprint.ts';
import { gitlab } from '../../src/report/gitlab.ts';
import { junit } from '../../src/report/junit.ts';
import { sarif } from '../../src/report/sarif.ts';
import type { Finding, RunResult } from '../../src/run/result.ts';
import { codeQualityErrors, junitErrors, sarifErrors } from './published.ts';
import { asker, endings, finding, hostile, result, saying, stopped, waiver, written } from './results.ts';

const runs: readonly (readonly [string, RunResult])[] = [
  ...endings.map(([name, run]) => [`of a run ${name}`, run] as const),
  ...hostile.map(([name, says]) => [`in which everything says: ${name}`, saying(says)] as const),
  ...hostile.map(
    ([name, says]) =>
      [
        `of a component that cannot start, and says: ${name}`,
        stopped('not launched', says.slice(0, 5000), says),
      ] as const,
  ),
];
const bothers = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\p{Cs}]/u;

describe('what the published schemas allow', () => {
  // All at once: the start of the validator takes longer than its work.
  const suites = runs.map(([, run]) => written(junit, [run]));
  const errors = junitErrors(suites);

  it.each(runs.map(([name, run], i) => [name, run, i] as const))('is a report %s', async (_, run, i) => {
    const xml = suites[i]!;
    const [log, quality] = [written(sarif, [run]), written(gitlab, [run])];
    expect(sarifErrors(JSON.parse(log))).toEqual([]);
    expect(codeQualityErrors(JSON.parse(quality))).toEqual([]);
    for (const text of [JSON.stringify(JSON.parse(log)), quality]) expect(text).not.toMatch(bothers);
    for (const text of [xml, log, quality]) expect(text.length).toBeLessThan(100_000);
    expect((await errors)[i]).toEqual([]);
  });

  it('is refused where it is not as they say', async () => {
    expect(sarifErrors({ version: '2.1.0', runs: [{ results: [] }] })).not.toEqual([]);
    expect(codeQualityErrors([{ description: 'x', severity: 'bad' }])).not.toEqual([]);
    const [one] = JSON.parse(written(gitlab, [result([finding()])]));
    expect(codeQualityErrors([one, one])).toEqual(['two have the same fingerprint']);
    expect(await junitErrors(['<testsuites/>', '<testsuites><testsuite/></testsuites>'])).toEqual([
      [],
      expect.arrayContaining([expect.stringContaining('required')]),
    ]);
  });
});

describe('JUnit', () => {
  const read = (run: RunResult) => {
    const parsed = new XMLParser({ ignoreAttributes: false, isArray: (name) => name === 'testcase' }).parse(
      written(junit, [run]),
    );
    return parsed.testsuites.testsuite;
  };

  it('has a testcase for each trial, and says of what run they are', () => {
    const suite = read(result([finding(), finding({ n: 2, waiver: waiver() })]));
    expect(suite['@_timestamp']).toBe('2026-01-02T03:04:05');
    expect(suite).toMatchObject({ '@_tests': '5', '@_failures': '2', '@_errors': '0', '@_skipped': '2' });
    const properties = suite.properties.property.map((one: object) => Object.values(one));
    expect(properties).toEqual(
      expect.arrayContaining([
        ['seed', '7'],
        ['contract', 'contracts/asker.contract.yaml'],
      ]),
    );
    expect(suite.testcase[0]).toEqual({ '@_classname': 'asker.ask.none', '@_name': 'healthy', '@_time': '0.012' });
    expect(suite.testcase[3].skipped).toBe('waived: until 2027-01-31 by ask-team: the gateway is replaced');
  });

  it('tells all that a trial broke, and the smallest case of each once', () => {
    const other = { ...finding({ check: 'stays-up' }), trials: ['ask/llm/cut-body/1'] };
    const [, first, second] = read(result([finding(), other], { trials: result([finding()]).trials })).testcase;
    expect(first.failure['@_message']).toBe('The component answered `ok`: fine (and 1 more: stays-up)');
    expect(first.failure['#text']).toMatch(/answers-as-expected.*▶ POST \/ask.*stays-up.*▶ POST \/ask/s);
    expect(first['system-out']).toContain('Error: fine');
    expect(second.failure['#text']).toContain('told at ask/llm/cut-body/1');
    expect(second.failure['#text']).toContain('npx shakedown replay abc001');
  });

  it.each([
    ['inconclusive', result([], { verdict: 'inconclusive', trials: [] }), 'error', 'inconclusive'],
    ['not launched', stopped('not launched', 'no such file'), 'error', 'not launched'],
    ['interrupted', { ...stopped('interrupted', 'by you'), trials: result([]).trials }, 'error', 'interrupted'],
    ['only planned', stopped('planned only', '12 trials'), 'skipped', undefined],
  ] as const)('has a testcase for a run that was %s', (_, run, outcome, type) => {
    const last = read(run).testcase.at(-1);
    expect(last).toMatchObject({ '@_classname': 'asker', '@_name': 'run' });
    expect(last[outcome]).toBeDefined();
    expect(last[outcome]['@_type']).toBe(type);
  });
});

describe('SARIF', () => {
  const log = (run: RunResult) => JSON.parse(written(sarif, [run])).runs[0];

  it('has every check as a rule, and a finding at the line that it cites', () => {
    const { tool, results } = log(result([finding()]));
    expect(tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(checks.map(({ name }) => name));
    const [{ ruleId, ruleIndex, level, locations, codeFlows, suppressions }] = results;
    expect([ruleId, level, suppressions]).toEqual(['answers-as-expected', 'error', undefined]);
    expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
    expect(locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: 'contracts/asker.contract.yaml', uriBaseId: '%SRCROOT%' },
      region: { startLine: 16, startColumn: 5 },
    });
    const steps = codeFlows[0].threadFlows[0].locations.map(
      (one: { location: { message: { text: string } } }) => one.location.message.text,
    );
    expect(steps).toEqual(
      [
        '0 ms: POST /ask fine',
        '10 ms: llm  POST /chat (call 1)',
        '11 ms: llm  200, closed (fault cut-body: 41 of 212 bytes fine)',
        '9 ms: 200 undeclared fine',
        '9 ms: the process ended with exit code 1',
      ].sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10)),
    );
  });

  it('says by whom and until when a finding is waived', () => {
    const [{ level, suppressions }] = log(result([finding({ waiver: waiver() })])).results;
    expect(level).toBe('note');
    expect(suppressions[0].justification).toBe('waived: until 2027-01-31 by ask-team: the gateway is replaced');
  });

  it('does not say that all is well where nothing was judged', () => {
    const successful = (run: RunResult) => log(run).invocations[0].executionSuccessful;
    expect(endings.map(([, run]) => successful(run))).toEqual([
      true,
      true,
      true,
      true,
      true,
      true,
      true,
      false,
      false,
      false,
      true,
    ]);
  });
});

describe('GitLab Code Quality', () => {
  const quality = (run: RunResult) => JSON.parse(written(gitlab, [run]));

  it('weighs a finding by whether it was seen again, and a waived one as a note', () => {
    const severities = endings.map(([, run]) => quality(run).map(({ severity }: { severity: string }) => severity));
    expect(severities).toEqual([
      [],
      ['critical'],
      ['info'],
      ['info'],
      ['critical', 'major'],
      ['major'],
      ['major'],
      ['minor'],
      ['blocker'],
      ['blocker'],
      [],
    ]);
  });

  it('knows a finding again whatever the line, the case and its waiver', () => {
    const one = finding();
    const again = finding({ says: 'something else', cites: '/upstream/ask/answers', waiver: waiver() });
    const print = (file: string, ...findings: Finding[]) => fingerprints(file, { findings });
    expect(print('a.yaml', one)).toEqual(print('a.yaml', again));
    expect(print('a.yaml', one)).not.toEqual(print('b.yaml', one));
    expect(new Set(print('a.yaml', one, again)).size).toBe(2);
  });

  it('names files from the root of the repository', () => {
    const [{ location }] = JSON.parse(
      written(gitlab, [result([finding()], { contract: { ...asker, file: '/repo/part/a.yaml' } })], { root: '/repo' }),
    );
    expect(location).toEqual({ path: 'part/a.yaml', lines: { begin: 16 } });
  });
});
