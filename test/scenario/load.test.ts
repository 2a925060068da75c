import { describe, expect, it } from '@jest/globals';
import { loaded, scenario } from './written.ts';

describe('a scenario file', () => {
  it('is named by its file, and silent where its author is', () => {
    const { scenario: found, said } = loaded(scenario('faults: [{ fault: silence }]'));
    expect(said).toEqual([]);
    expect(found).toMatchObject({
      name: 'a-scenario',
      family: 'tests',
      title: 'A test',
      applies: {},
      together: false,
      faults: [{ fault: 'silence', params: {}, call: 1, recurs: 'every', on: {} }],
      mess: [],
      outages: [],
      checks: [],
    });
    expect(found).not.toHaveProperty('happened');
  });

  it('says which calls are struck', () => {
    const calls = ['first', 'every', '3', 'from 2'].map((call) => {
      const [fault] = loaded(scenario(`faults: [{ fault: silence, call: ${call} }]`)).scenario!.faults;
      return [fault!.call, fault!.recurs];
    });
    expect(calls).toEqual([
      [1, 'first'],
      [1, 'every'],
      [3, 'first'],
      [2, 'every'],
    ]);
  });

  it('has durations, rates and names as contracts have them', () => {
    const { scenario: found } = loaded(
      scenario(
        'applies: { contracts: triage*, dependencies: [llm, search], protocol: openai, effect: once }',
        'traffic: { rate: 20/s, before: 500ms, during: 1.5s, after: 1m }',
        'outages: [{ shape: down, fault: server-error, fault-params: { status: 529 } }]',
        'checks: recovers',
      ),
    );
    expect(found).toMatchObject({
      applies: { contracts: ['triage*'], dependencies: ['llm', 'search'], protocol: ['openai'], effect: 'once' },
      traffic: { rate: 20, before: 500, during: 1500, after: 60_000 },
      outages: [{ shape: 'down', params: {}, fault: 'server-error', faultParams: { status: 529 }, on: {} }],
      checks: ['recovers'],
    });
  });

  it.each([
    [
      'a list',
      '- a\n',
      '1:1: error: This is not a scenario: it holds a list, not a map. Write `scenario: 1` as the first line of a scenario. [version]',
    ],
    [
      'another version',
      'scenario: 2\ntitle: A\nmess: comment\n',
      '1:11: error: `scenario` is 2; it must be 1. Write `1`. [shape]',
    ],
    [
      'no title',
      'scenario: 1\nmess: comment\n',
      '1:1: error: The scenario has no `title`: what happens, in a few words. Add `title: The model answers 529 for a minute`. [missing-key]',
    ],
    [
      'an unknown key',
      scenario('outages: [{ shape: queue }]', 'trafic: { rate: 1/s }'),
      '4:1: error: "trafic" is not a key of the scenario. Did you mean `traffic`? [unknown-key]',
    ],
    [
      'a rate without its unit',
      scenario('outages: [{ shape: queue }]', 'traffic: { rate: 20 }'),
      '4:18: error: `traffic.rate` is 20; it must be a rate such as 20/s. Write `20/s`: so many a second. [shape]',
    ],
    [
      'a call that is none',
      scenario('faults: [{ fault: silence, call: last }]'),
      '3:34: error: `faults[0].call` is "last"; it must be first, every, a number such as 2, or "from 2". Write `first`. [shape]',
    ],
    [
      'an unknown fault',
      scenario('faults: [{ fault: server-eror }]'),
      '3:19: error: There is no fault "server-eror". Did you mean "server-error"? [words-known]',
    ],
    [
      'an unknown mess kind',
      scenario('mess: [null-*, mising-member]'),
      '3:16: error: There is no mess kind "mising-member". Did you mean "missing-member"? [words-known]',
    ],
    [
      'an unknown shape',
      scenario('outages: [{ shape: flaping, fault: silence }]'),
      '3:20: error: There is no shape of an outage "flaping". Did you mean "flapping"? [words-known]',
    ],
    [
      'an unknown check',
      scenario('mess: comment', 'checks: [recover]'),
      '4:10: error: There is no check "recover". Did you mean "recovers"? [words-known]',
    ],
    [
      'an unknown protocol',
      scenario('faults: [{ fault: silence }]', 'applies: { protocol: open-ai }'),
      '4:22: error: There is no protocol "open-ai". Did you mean "openai"? [words-known]',
    ],
    [
      'an unknown parameter',
      scenario('faults: [{ fault: server-error, params: { code: 503 } }]'),
      '3:43: error: `server-error` has no parameter "code". It has: status. [params-fit]',
    ],
    [
      'a value that a parameter cannot have',
      scenario('faults: [{ fault: server-error, params: { status: 501 } }]'),
      '3:51: error: `status` of `server-error` cannot be 501. It can be 503, 500, 502, 504, 529. [params-fit]',
    ],
    [
      'a number out of range',
      scenario('outages: [{ shape: gray, params: { share: 101 }, fault: silence }]'),
      '3:43: error: `share` of `gray` cannot be 101. It can be a whole number from 0 to 100. [params-fit]',
    ],
    [
      'a fraction where there is none',
      scenario('faults: [{ fault: fixed-delay, params: { ms: 1.5 } }]'),
      '3:46: error: `ms` of `fixed-delay` cannot be 1.5. It can be a whole number from 0 to 600000. [params-fit]',
    ],
    [
      'nothing at all',
      scenario('checks: recovers'),
      '1:1: error: Nothing happens in this scenario. Write `faults`, `mess`, `at-once` or `outages`. [parts-agree]',
    ],
    [
      'traffic without outages',
      scenario('faults: [{ fault: silence }]', 'traffic: { rate: 1/s }'),
      '4:1: error: Traffic comes while something is out, and nothing is. Write `outages`, too; what happens to one request is `faults`. [parts-agree]',
    ],
    [
      'faults and outages',
      scenario('faults: [{ fault: silence }]', 'outages: [{ shape: queue }]'),
      '3:1: error: `faults` is about one request, `outages` about many. Make two scenarios of it. [parts-agree]',
    ],
    [
      'messy requests at once',
      scenario('mess: comment', 'at-once: 3'),
      '3:1: error: Requests that are sent at once are clean ones. Leave out `mess` or `at-once`. [parts-agree]',
    ],
    [
      'dependencies that nothing strikes',
      scenario('mess: comment', 'applies: { effect: once }'),
      '4:12: error: No dependency is struck in this scenario: it is for none in particular. Leave it out, or write `faults` or `outages`. [parts-agree]',
    ],
    [
      'nothing to strike together',
      scenario('mess: comment', 'together: true'),
      '4:1: error: There is nothing that could strike together. Write `faults` or `outages`, or leave it out. [parts-agree]',
    ],
    [
      'no traffic at all',
      scenario('outages: [{ shape: queue }]', 'traffic: { rate: 0/s }'),
      '4:18: error: No traffic has a rate of 0/s. At most 1000/s. [parts-agree]',
    ],
    [
      'too many requests',
      scenario('outages: [{ shape: queue }]', 'traffic: { rate: 100/s, during: 10m }'),
      '4:1: error: That is more than 20000 requests. Let them come at a lower rate, or for a shorter time. [parts-agree]',
    ],
    [
      'a share of one call',
      scenario('faults: [{ fault: silence, call: first, share: 0.5 }]'),
      '3:41: error: There is no share of one call. Write `call: every`, or leave `share` out. [parts-agree]',
    ],
    [
      'one refused call',
      scenario('faults: [{ fault: refused, call: first }]'),
      '3:28: error: `refused` strikes all who connect, not some of the calls. Write `call: every`, and no `share`. [parts-agree]',
    ],
    [
      'an outage of nothing',
      scenario('outages: [{ shape: down }]'),
      '3:20: error: `down` does not say what the calls meet that it strikes. Write `fault`, too: `fault: server-error`. [parts-agree]',
    ],
    [
      'a fault for a shape that delays',
      scenario('outages: [{ shape: queue, fault: silence }]'),
      '3:27: error: `queue` holds replies back, and no call meets a fault. Leave it out. [parts-agree]',
    ],
    [
      'connections that are refused now and then',
      scenario('outages: [{ shape: gray, fault: refused }]'),
      '3:33: error: `refused` strikes all who connect, and `gray` only some of the calls. Write `shape: down`, or another fault. [parts-agree]',
    ],
    [
      'a choice of one',
      scenario('faults: [{ fault: silence, on: { protocol: openai } }]'),
      '3:28: error: One dependency is struck after the other: there are none to choose from. Write `together: true`, or say in `applies` which are meant. [parts-agree]',
    ],
  ])('is told off for %s', (_, text, complaint) => {
    expect(loaded(text).said).toEqual([`a-scenario.scenario.yaml:${complaint}`]);
    expect(loaded(text).scenario).toBeUndefined();
  });

  it.each([
    ['silence', 'a fault'],
    ['comment', 'a mess kind'],
    ['gray', 'a shape of an outage'],
    ['recovers', 'a check'],
    ['openai', 'a protocol'],
    ['at-once', 'a trial with nothing wrong'],
  ])('cannot be called %s', (name, what) => {
    expect(loaded(scenario('mess: comment'), `${name}.scenario.yaml`).said).toEqual([
      `${name}.scenario.yaml:1:1: error: "${name}" is the name of ${what} already. Give the file another name. [name-free]`,
    ]);
  });

  it('reports all of its problems in one go, in the order of the file', () => {
    const { said } = loaded(
      scenario(
        'faults:',
        '  - { fault: silense, call: 0 }',
        '  - { fault: cut-body, params: { after: -1 } }',
        'check: recovers',
      ),
    );
    expect(said.map((line) => /:(\d+):\d+: error: (?:.*) \[(.*)\]$/.exec(line)!.slice(1))).toEqual([
      ['4', 'words-known'],
      ['4', 'shape'],
      ['5', 'params-fit'],
      ['6', 'unknown-key'],
    ]);
  });

  it('may be JSON', () => {
    const text = JSON.stringify({ scenario: 1, title: 'A test', mess: ['comment', 'none'] }, null, 1);
    expect(loaded(text, 'in-json.scenario.json').said).toEqual([
      'in-json.scenario.json:6:3: error: There is no mess kind "none". `shakedown list mess` shows them all. [words-known]',
    ]);
  });
});
