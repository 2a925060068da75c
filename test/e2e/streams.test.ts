import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { XMLValidator } from 'fast-xml-parser';
import { folder, shakedown } from './cli.ts';

const root = resolve(import.meta.dirname, '../..');
const zoo = join(root, 'test/defects/streams');
const read = (file: string) => readFileSync(join(zoo, file), 'utf8');

/** A component that streams, and whose failures say odd things and never how they end. */
const project = () =>
  folder({
    'service.mjs': read('service.mjs'),
    'app.mjs': read('correct.mjs').replace(
      'new Service()',
      `new (class extends Service {
  failed(response) {
    this.event(response, 'sentence', { text: 'sorry' });
    response.end('event: \\u001b[31merror\\u202e\\ndata: \\u0007]]> <b>\\u0000');
  }
})()`,
    ),
    'streamer.contract.yaml': read('contract.yaml').replace('test/defects/streams/correct.mjs', 'app.mjs'),
  });

describe('a streamed answer', () => {
  it('is shown in every report, judged again, replayed and asked for by hand', async () => {
    using own = project();
    const reporters = ['terminal', 'json=r.json', 'junit=r.xml'].flatMap((reporter) => ['--reporter', reporter]);
    const run = await shakedown(
      ['streamer.contract.yaml', '--profile', 'quick', '--only', 'ask/model/server-error/every', ...reporters],
      own.path,
    );
    expect(run.code).toBe(1);
    expect(run.stdout).toMatch(/✗ ask · model · server-error.* streams-honestly\n/);
    expect(run.stdout).toContain('The stream ended within an event, which no client hears of: "event: \\u001b[31m');
    expect(run.stdout).toMatch(/contract +upstream\.ask\.answers\.ok\.stream +streamer\.contract\.yaml:\d+\n/);
    expect(run.stdout).toMatch(/ms ◀ 200, first event: heard a+\n/);
    expect(run.stdout).toMatch(/ms ◀ 200 undeclared, 2 events, the last: sentence \{"text":"sorry"\}; then ev/);
    expect(run.stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    const { runs } = JSON.parse(readFileSync(join(own.path, 'r.json'), 'utf8'));
    expect(runs[0].findings[0].observation.answer.stream).toMatchObject({
      events: [
        { name: 'heard', data: expect.stringMatching(/^a+$/) },
        { name: 'sentence', data: '{"text":"sorry"}' },
      ],
      end: 'complete',
    });
    expect(XMLValidator.validate(readFileSync(join(own.path, 'r.xml'), 'utf8'))).toBe(true);

    const judged = await shakedown(['judge', '.shakedown/correct.ndjson'], own.path);
    expect(judged.stdout).toContain('does not hold: 1 finding');
    const id = /replay ([0-9a-f]{6})/.exec(run.stdout)![1]!;
    const replayed = await shakedown(['replay', id], own.path);
    expect(`${replayed.stdout}${replayed.stderr}`).toContain('✗ still there: streams-honestly');
    const curl = await shakedown(['replay', id, '--curl'], own.path);
    expect(curl.stdout).toMatch(/^curl -sS -N -i -X POST .*-H 'accept: text\/event-stream, application\/json'/);
  });
});

describe('the example that streams', () => {
  const only = ['none/healthy', 'llm/{missing-terminator,error-in-stream}/every', 'search/server-error/every'];
  const run = async (name: string) => {
    using own = folder({});
    const trials = only.flatMap((glob) => ['--only', `answer/${glob}`]);
    return await shakedown(
      [`contracts/${name}.contract.yaml`, '--profile', 'quick', '--no-shrink', '--out', own.path, ...trials],
      root,
    );
  };

  it('holds in the version for production', async () => {
    let { stdout, stderr, code } = await run('answerer');
    // 4: the machine had no time for it.
    for (let again = 0; code === 4 && again < 2; again++) ({ stdout, stderr, code } = await run('answerer'));
    expect({ code, stderr, stdout }).toMatchObject({
      code: 0,
      stderr: '',
      stdout: expect.stringMatching(/✓ answerer holds: in all \d trials/),
    });
  });

  it('is found out as it was shown in the demo: it says `done`, whatever happened', async () => {
    const { stdout, code } = await run('answerer-pilot');
    expect(stdout).toMatch(/✗ answer · llm · missing-terminator: .* answers-as-expected\n/);
    expect(stdout).toMatch(/✗ answer · llm · error-in-stream: .* streams-honestly\n/);
    expect(stdout).toMatch(/The stream went on after `error`, which ends it: with `done`\.\n/);
    expect(code).toBe(1);
  });
});
