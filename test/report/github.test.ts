import { describe, expect, it } from '@jest/globals';
import { github } from '../../src/report/github.ts';
import { terminal } from '../../src/report/terminal/terminal.ts';
import { noCommand } from '../../src/report/workflow-command.ts';
import type { RunResult } from '../../src/run/result.ts';
import { type Command, commands } from './commands.ts';
import { asker, endings, finding, hostile, result, saying, stopped, waiver, written } from './results.ts';

const annotations = (results: readonly RunResult[], root?: string) =>
  commands(written(github, results, root ? { root } : {}));

describe('annotations of GitHub', () => {
  it('stand at the line of the contract, and say all that a reader needs', () => {
    expect(annotations([result([finding()])])).toEqual([
      {
        command: 'error',
        properties: {
          file: 'contracts/asker.contract.yaml',
          line: '16',
          col: '5',
          title: 'answers-as-expected: ask · llm · cut-body: 41 of 212 bytes fine, every time',
        },
        data: expect.stringMatching(
          /^The component answered `ok`: fine\nExpected: `degraded`, not fine, within 1s\nSeen in 2 trials\nUsual fix: .*\nReplay: npx shakedown run contracts\/asker\.contract\.yaml --only 'ask\/llm\/cut-body\/1' --profile quick --seed 7$/,
        ),
      },
    ]);
  });

  it('say what was said, whatever it has that is written as an escape', () => {
    const says = '100% %0A::error::x, a:b %25';
    const [{ data, properties }] = annotations([result([finding({ says })])]) as [Command];
    expect(data).toContain(`\`ok\`: ${says}\n`);
    expect(properties.title).toContain(says);
  });

  it('name files from the root of the checkout', () => {
    const run = result([finding()], { contract: { ...asker, file: '/repo/sub, dir/a.yaml' } });
    expect(annotations([run], '/repo')[0]!.properties.file).toBe('sub, dir/a.yaml');
  });

  it.each(endings)('of a run %s', (name, run) => {
    const told = annotations([run]).map(({ command, properties }) => `${command} ${properties.title}`);
    const expected: Record<string, readonly string[]> = {
      'that holds': [],
      'with one that is waived': [],
      'with one that is known': [],
      'with an expired waiver that covers nothing': ['error expired waiver'],
      'with one whose waiver has expired': [
        'error expired waiver',
        expect.stringMatching(/^error answers-as-expected: /) as unknown as string,
      ],
      'that was only planned': [],
      'with a trial that was inconclusive': ['warning inconclusive'],
      'of a component that was not launched': ['error not launched'],
      'that was interrupted': ['warning interrupted'],
    };
    expect(told).toEqual(expected[name] ?? [expect.stringMatching(/^error answers-as-expected: /)]);
  });

  it('are one for a line of the contract where those of all findings are more than GitHub shows', () => {
    const cites = ['/downstream/llm/on-failure', '/upstream/ask/answers', '/upstream/ask/budget/deadline'];
    const findings = Array.from({ length: 12 }, (_, i) => finding({ n: i, cites: cites[i % 3]! }));
    const told = annotations([result(findings)]);
    expect(told.map(({ properties }) => properties.title)).toEqual([
      '4 findings: downstream.llm.on-failure',
      '4 findings: upstream.ask.answers',
      '4 findings: upstream.ask.budget.deadline',
    ]);
    for (const { id } of findings) expect(told.filter(({ data }) => data.includes(`replay ${id}`))).toHaveLength(1);
  });

  it('say what is left out where the lines are too many as well', () => {
    const runs = Array.from({ length: 12 }, (_, i) =>
      result([finding({ n: i })], { contract: { ...asker, file: `contracts/${i}.yaml` } }),
    );
    const told = annotations([...runs, stopped('not launched', 'no such file')]);
    expect(told).toHaveLength(10);
    expect(told.filter(({ command }) => command === 'error')).toHaveLength(10);
    expect(told.at(-1)!.properties.title).toBe('4 more findings');
    for (const n of [8, 9, 10, 11]) expect(told.at(-1)!.data).toContain(finding({ n }).id);
  });

  it.each(hostile)('are no other commands than these where everything says: %s', (_, says) => {
    const log = written(github, [saying(says), stopped('not launched', says.slice(0, 5000), says)]);
    const told = commands(log);
    expect(log.trim().split('\n')).toHaveLength(told.length);
    expect(told.map(({ command }) => command)).toEqual(['error', 'error', 'error']);
    for (const { properties, data } of told) {
      expect(Object.keys(properties)).toEqual(['file', 'line', 'col', 'title']);
      expect(properties.title!.length).toBeLessThanOrEqual(250);
      expect(data).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202a-\u202e\p{Cs}]/u);
    }
    expect(log.length).toBeLessThan(20_000);
  });
});

describe('the log of a workflow', () => {
  it.each(hostile)('has no command of a component that says: %s', (_, says) => {
    const runs = [
      saying(says),
      stopped('not launched', says.slice(0, 5000), `${says}\n::error::x\n  ::add-mask::x\n##[error]x`),
    ];
    let log = '';
    const write = (text: string) => {
      log += text;
    };
    const sink = { write, live: false, width: 100, colour: false, now: () => 0, commands: true } as const;
    for (const result of runs) terminal.open(sink).on({ kind: 'ended', result });
    expect(commands(log)).toEqual([]);
    expect(log).toContain('error');
  });

  it('shows what would be one', () => {
    expect(noCommand('   ::error::x ##[debug] a::b')).toBe('   \\u003a:error::x \\u0023#[debug] a::b');
  });
});

describe('the summary of a job', () => {
  const summary = (room: number, runs: readonly RunResult[]) => {
    const said: string[] = [];
    const append = (text: string) => said.push(text);
    written(github, runs, { summary: { room, append } });
    return said;
  };
  const many = result(Array.from({ length: 3000 }, (_, n) => finding({ n, says: 'é '.repeat(200) })));

  it('is the report in Markdown, in as many bytes as there is room for', () => {
    const [text, ...more] = summary(1024 * 1024, [many]);
    expect(more).toEqual([]);
    expect(Buffer.byteLength(text!)).toBeLessThanOrEqual(1024 * 1024);
    expect(text).toContain('### ✗ asker does not hold: 3000 findings');
    expect(text).toMatch(/> Left out, as there is no room for more here: /);
  });

  it('that cannot be written is a warning, and not the end of the run', () => {
    const append = () => {
      throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    };
    const log = written(github, [result([finding()])], { summary: { room: 10_000, append } });
    expect(commands(log).map(({ command, data }) => [command, data])).toEqual([
      ['error', expect.any(String)],
      ['warning', 'The summary of the job could not be written: ENOSPC.'],
    ]);
  });

  it('is none where other commands of the step have filled it', () => {
    expect(summary(10, [result([finding({ waiver: waiver() })])])).toEqual([]);
  });
});
