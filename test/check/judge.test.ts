import { describe, expect, it } from '@jest/globals';
import { checks } from '../../src/check/index.ts';
import { judge, worst } from '../../src/check/judge.ts';
import { nameOf, recognise } from '../../src/check/recognise.ts';
import { toBody } from '../../src/observation/body.ts';
import type { Answered, Call, PlayedMess, Sending } from '../../src/observation/observation.ts';
import {
  call,
  contract,
  degraded,
  messy,
  observation,
  ok,
  response,
  scheduled,
  struck,
  unavailable,
} from './observed.ts';

type Change = Parameters<typeof observation>[0];
const verdictOf = (check: string, change: Change) => judge(contract(), observation(change)).judgements[check]!;
const toldBy = (check: string, change: Change) => {
  const said = verdictOf(check, change);
  return said.verdict === 'broken' ? said.told : said.verdict;
};
const lost = (change: object = {}) => call({ ...struck('x', 'lost'), status: 503, ...change });

describe('a case', () => {
  it('holds where nothing is wrong', () => {
    expect(judge(contract(), observation()).verdict).toBe('holds');
  });

  it('is inconclusive where the fault was never met, although every check holds', () => {
    const { verdict, because } = judge(
      contract(),
      observation({ schedule: [scheduled('cut-body')], calls: [], healthyCalls: {} }),
    );
    expect([verdict, because]).toEqual([
      'inconclusive',
      'cut-body was never met: llm.chat was not called in this case',
    ]);
  });

  it('is inconclusive where the fault could not be delivered', () => {
    const calls = [call(struck('wrong-type', 'tainted', { undelivered: 'this reply has no place to break' }))];
    const { verdict, because } = judge(contract(), observation({ schedule: [scheduled('wrong-type')], calls }));
    expect([verdict, because]).toEqual([
      'inconclusive',
      'wrong-type could not be delivered: this reply has no place to break',
    ]);
  });

  it('is judged by the faults that were met, where one of them kept another from being met', () => {
    const schedule = [scheduled('x'), scheduled('y', { dependency: 'sink', operation: 'add' })];
    expect(judge(contract(), observation({ answer: degraded, schedule, calls: [lost()] }))).toMatchObject({
      verdict: 'holds',
    });
    expect(judge(contract(), observation({ answer: ok, schedule, calls: [lost()] })).verdict).toBe('broken');
    const none = judge(contract(), observation({ schedule, calls: [], healthyCalls: {} }));
    expect([none.verdict, none.because]).toEqual(['inconclusive', expect.stringContaining('x was never met')]);
    const undelivered = call({
      ...struck('y', 'tainted', { undelivered: 'no place' }),
      dependency: 'sink',
      operation: 'add',
    });
    const some = judge(contract(), observation({ answer: degraded, schedule, calls: [lost(), undelivered] }));
    expect([some.verdict, some.because]).toEqual(['inconclusive', 'y could not be delivered: no place']);
  });

  it('is inconclusive where a check cannot tell, with its reason', () => {
    const late = { ...unavailable, ended: 1100 };
    const { verdict, because } = judge(
      contract((t) => t.replace('on-failure: degraded', 'on-failure: unavailable')),
      observation({ answer: late, schedule: [scheduled('x')], calls: [lost()], lag: 95 }),
    );
    expect([verdict, because]).toEqual([
      'inconclusive',
      'the answer took 1100 ms, but the harness itself was held up for 95 ms',
    ]);
  });

  it('is broken where a check is, even if the fault was never met', () => {
    expect(
      judge(contract(), observation({ schedule: [scheduled('x')], answer: response(500, ''), calls: [] })).verdict,
    ).toBe('broken');
  });

  it('takes the worst of several', () => {
    expect(worst(['holds', 'broken', 'inconclusive'])).toBe('broken');
    expect(worst(['inconclusive', 'holds'])).toBe('inconclusive');
  });

  it('is judged by every check, each of which cites a line of the contract when it is broken', () => {
    expect(Object.keys(judge(contract(), observation()).judgements)).toEqual(checks.map((c) => c.name));
  });
});

describe('stays-up', () => {
  it('is broken by an exit, and by a component that is no longer ready', () => {
    expect(toldBy('stays-up', { aftermath: { exit: { code: 1, signal: null }, waited: 0, output: '' } })).toBe(
      'The process ended with exit code 1.',
    );
    expect(toldBy('stays-up', { aftermath: { exit: { code: null, signal: 'SIGSEGV' }, waited: 0, output: '' } })).toBe(
      'The process was ended by SIGSEGV.',
    );
    expect(toldBy('stays-up', { aftermath: { ready: false, waited: 9, output: '' } })).toBe(
      'The component is no longer ready after ask.',
    );
  });

  it('cannot tell where the machine left no time to be ready', () => {
    const unready = (machine: object) =>
      toldBy('stays-up', { aftermath: { ready: false, waited: 1000, output: '', ...machine } });
    expect([unready({ lag: 500 }), unready({ starved: 301 })]).toEqual(['inconclusive', 'inconclusive']);
    expect(unready({ lag: 9, starved: 300 })).toBe('The component is no longer ready after ask.');
  });
});

describe('within-deadline', () => {
  const at = (ended: number, lag = 0) => toldBy('within-deadline', { answer: response(503, '', { ended }), lag });
  it('counts to the last byte, with what the measurement may add', () => {
    expect([at(999), at(1006), at(1007)]).toEqual(['holds', 'holds', 'The component answered after 1007 ms.']);
  });

  it('blames nobody for what the harness was held up', () => {
    expect([at(1100, 94), at(1100, 93)]).toEqual(['inconclusive', 'The component answered after 1100 ms.']);
    const never = (lag: number) =>
      toldBy('within-deadline', { answer: { kind: 'none', why: 'timeout', detail: '', ended: 1350 }, lag });
    expect([never(344), never(343)]).toEqual(['inconclusive', 'The component gave no answer within 1350 ms.']);
  });

  it('adds up what the harness was held up several times', () => {
    const late = (lagInAll: number) =>
      toldBy('within-deadline', { answer: response(503, '', { ended: 1100 }), lag: 50, lagInAll });
    expect([late(94), late(93)]).toEqual(['inconclusive', 'The component answered after 1100 ms.']);
  });

  it('blames nobody who was kept from a CPU, and says so', () => {
    const late = (starved: number) =>
      verdictOf('within-deadline', { answer: response(503, '', { ended: 1100 }), lag: 50, starved });
    expect(late(93)).toMatchObject({ verdict: 'broken' });
    expect(late(94)).toEqual({
      verdict: 'inconclusive',
      because: 'the answer took 1100 ms, but the component was kept from a CPU for 94 ms',
    });
  });

  it('is broken where no answer came, and silent where the process ended', () => {
    const answer = { kind: 'none', why: 'timeout', detail: '', ended: 1350 } as const;
    expect(toldBy('within-deadline', { answer })).toBe('The component gave no answer within 1350 ms.');
    expect(
      toldBy('within-deadline', { answer, aftermath: { exit: { code: 1, signal: null }, waited: 0, output: '' } }),
    ).toBe('not applicable');
  });
});

describe('answers-as-declared', () => {
  it.each([
    ['an undeclared status', response(500, ''), 'no declared answer has the status 500'],
    ['a body that breaks its schema', response(200, { degraded: false }), 'It is not `ok`: the body misses "text".'],
    ['a missing header', response(503, ''), 'It is not `unavailable`: the header retry-after is missing.'],
    [
      'a header of another form',
      response(503, '', { headers: [['Retry-After', 'soon']] }),
      'which does not match ^[0-9]+$',
    ],
    ['a body that is not JSON', response(200, '<html>'), 'It is not `ok`: /degraded is absent, not false.'],
    [
      'a connection that was closed',
      { kind: 'none', why: 'failed', detail: 'the connection was closed', ended: 5 } as const,
      'The component gave no answer: the connection was closed.',
    ],
  ])('is broken by %s', (_, answer, told) => {
    expect(toldBy('answers-as-declared', { answer })).toContain(told);
  });

  it('holds for a declared answer, whatever it is', () => {
    expect([ok, degraded, unavailable].map((answer) => toldBy('answers-as-declared', { answer }))).toEqual([
      'holds',
      'holds',
      'holds',
    ]);
  });
});

describe('answers-as-expected', () => {
  it('is broken by `ok` on a lost reply, and by anything else for nothing', () => {
    expect(toldBy('answers-as-expected', { schedule: [scheduled('x')], calls: [lost()] })).toBe(
      'The component answered `ok`, although it never got a usable reply.',
    );
    expect(toldBy('answers-as-expected', { answer: degraded })).toBe(
      'The component answered `degraded`, although nothing was wrong.',
    );
    expect(
      toldBy('answers-as-expected', {
        answer: degraded,
        schedule: [scheduled('x')],
        calls: [call(struck('x', 'intact'))],
      }),
    ).toBe('The component answered `degraded`, although the reply was unusual but whole.');
  });

  it('holds for the answer that on-failure names, and for one of another name that is like it', () => {
    const lostCase = { answer: degraded, schedule: [scheduled('x')], calls: [lost()] };
    expect(toldBy('answers-as-expected', lostCase)).toBe('holds');
    const wider = contract((t) =>
      t.replace('degraded: {', 'partial: { like: degraded, status: 206 }\n      degraded: {'),
    );
    expect(
      judge(wider, observation({ ...lostCase, answer: response(206, '') })).judgements['answers-as-expected']!.verdict,
    ).toBe('holds');
  });

  it('is broken by a failure that is not admitted as the contract says', () => {
    expect(toldBy('answers-as-expected', { answer: unavailable, schedule: [scheduled('x')], calls: [lost()] })).toBe(
      'The component answered `unavailable` because `llm` failed.',
    );
    const tainted = call(struck('x', 'tainted'));
    expect(toldBy('answers-as-expected', { schedule: [scheduled('x')], calls: [tainted] })).toBe(
      'The component answered `ok`, built on a reply that breaks its schema.',
    );
  });

  it('blames nobody for giving up on a dependency that the harness held up', () => {
    const heldUp = { answer: degraded, schedule: [scheduled('x')], calls: [call(struck('x', 'intact'))] };
    expect(toldBy('answers-as-expected', { ...heldUp, lag: 201 })).toBe('inconclusive');
    expect(toldBy('answers-as-expected', { ...heldUp, lag: 200 })).toMatch(/^The component answered `degraded`/);
    expect(toldBy('answers-as-expected', { ...heldUp, starved: 200 })).toMatch(/^The component answered `degraded`/);
    expect(verdictOf('answers-as-expected', { ...heldUp, starved: 201 })).toMatchObject({
      because: expect.stringContaining('the component was kept from a CPU for 201 ms, and `llm` promises'),
    });
    const slow = call({ ...struck('x', 'intact'), ended: 10 + 201 });
    expect(toldBy('answers-as-expected', { ...heldUp, calls: [slow] })).toBe('inconclusive');
    expect(toldBy('answers-as-expected', { schedule: [scheduled('x')], calls: [lost()], lag: 900 })).toMatch(
      /^The component answered `ok`/,
    );
    const kept = { answer: unavailable, schedule: [scheduled('x')], calls: [lost({ ended: 900 })] };
    expect(toldBy('answers-as-expected', kept)).toMatch(/^The component answered `unavailable`/);
    // A dependency that promises nothing is expected to be there within 100 ms.
    const sink = (ended: number) => [call({ dependency: 'sink', operation: 'add', began: 10, ended: 10 + ended })];
    expect(toldBy('answers-as-expected', { answer: degraded, calls: sink(101) })).toBe('inconclusive');
    expect(toldBy('answers-as-expected', { answer: degraded, calls: sink(100) })).toMatch(/^The component answered/);
  });

  it('leaves a rejected call to the check that speaks of it', () => {
    const rejected = call({ flaws: [{ at: 'body', message: 'bad' }] });
    expect(toldBy('answers-as-expected', { answer: degraded, calls: [call(), rejected] })).toBe('not applicable');
  });

  it('says what was unusual, where only one of several replies was', () => {
    const calls = [call(), call(struck('x', 'intact'))];
    expect(toldBy('answers-as-expected', { answer: degraded, schedule: [scheduled('x')], calls })).toBe(
      'The component answered `degraded`, although the reply was unusual but whole.',
    );
  });
});

describe('a messy request', () => {
  const rejected = response(400, '');
  const said = (owes: 'served' | 'rejected' | 'either', answer: typeof ok) =>
    toldBy('answers-as-expected', { mess: messy(owes), answer });
  it('is rejected where its schema forbids it, whatever fails', () => {
    expect(said('rejected', rejected)).toBe('holds');
    expect(said('rejected', ok)).toBe('The component answered `ok` to a request that its schema forbids.');
    expect(said('rejected', degraded)).toMatch(/`degraded` to a request that its schema forbids/);
    const struckToo = { mess: messy('rejected'), schedule: [scheduled('x')], calls: [lost()] };
    expect(toldBy('answers-as-expected', { ...struckToo, answer: degraded })).toMatch(/forbids/);
    expect(toldBy('answers-as-expected', { ...struckToo, answer: rejected })).toBe('holds');
  });

  it('is served where its schema allows it, or degraded where a dependency fails', () => {
    expect(said('served', ok)).toBe('holds');
    expect(said('served', rejected)).toBe('The component answered `rejected` to a request that its contract allows.');
    const struckToo = { mess: messy('served'), schedule: [scheduled('x')], calls: [lost()] };
    expect(toldBy('answers-as-expected', { ...struckToo, answer: degraded })).toBe('holds');
    expect(toldBy('answers-as-expected', { ...struckToo, answer: ok })).toMatch(/although it never got a usable reply/);
  });

  it('may be served or rejected where standards leave it open, and nothing else', () => {
    expect([said('either', ok), said('either', rejected)]).toEqual(['holds', 'holds']);
    expect(said('either', degraded)).toBe(
      'The component answered `degraded` to a request that its schema does not clearly forbid.',
    );
    const refused = (status: number) =>
      toldBy('answers-as-declared', { mess: messy('either'), answer: response(status, '') });
    expect([400, 308, 415, 499].map(refused)).toEqual(['holds', 'not applicable', 'not applicable', 'not applicable']);
    expect([299, 500].map(refused).filter((told) => !told.includes('never declared'))).toEqual([]);
    expect(toldBy('answers-as-declared', { mess: messy('served'), answer: response(415, '') })).toMatch(
      /never declared/,
    );
  });

  it('that is rejected leaves no effect', () => {
    const effect = { committed: true, repeated: false };
    const trace = call({ dependency: 'sink', operation: 'add', status: 201, effect });
    const rejects = (change: Change) => toldBy('rejects-without-trace', { mess: messy('rejected'), ...change });
    expect(rejects({ answer: rejected, calls: [call(), trace] })).toBe(
      'The component answered `rejected`, but sink.add had taken effect.',
    );
    expect(rejects({ answer: rejected, calls: [call()] })).toBe('holds');
    expect(rejects({ answer: rejected, calls: [{ ...trace, effect: { ...effect, committed: false } }] })).toBe('holds');
    expect(rejects({ answer: ok, calls: [trace] })).toBe('not applicable');
    expect(toldBy('rejects-without-trace', { answer: rejected, calls: [trace] })).toBe('not applicable');
  });

  it('is not asked for effects of which nothing is known', () => {
    const healthyCalls = { 'llm.chat': 1, 'sink.add': 1 };
    expect(toldBy('delivers-effect', { mess: messy('served'), healthyCalls })).toBe('not applicable');
    const key = (k: string) =>
      call({ dependency: 'sink', operation: 'add', key: k, effect: { key: k, committed: true, repeated: false } });
    expect(toldBy('single-effect', { mess: messy('served'), healthyCalls, calls: [key('a'), key('b')] })).toBe(
      'not applicable',
    );
  });

  it('does not spoil the requests after it', () => {
    const aftermath = { waited: 1010, firstProbe: 'unavailable', ready: true, output: '' };
    expect(toldBy('recovers', { mess: messy('rejected'), answer: rejected, aftermath })).toBe(
      '1s after that request, a healthy request was still answered with `unavailable`.',
    );
    expect(toldBy('recovers', { mess: messy('rejected'), answer: rejected })).toBe('holds');
  });
});

describe('calls-as-declared', () => {
  const told = (flawed: object) => toldBy('calls-as-declared', { calls: [call(), call(flawed)] });
  it('holds for declared calls, and is silent where there is none', () => {
    expect(toldBy('calls-as-declared', {})).toBe('holds');
    expect(toldBy('calls-as-declared', { calls: [] })).toBe('not applicable');
  });

  it('is broken by a call with a flaw, of a declared operation or of none', () => {
    const flaws = [{ at: 'body/items/3/text', message: 'the body at /items/3/text is null' }];
    const sentence = 'The component sent `llm` POST /chat: the body at /items/3/text is null.';
    expect(told({ flaws })).toBe(sentence);
    // A real service may have said it with a full stop of its own.
    expect(told({ flaws: [{ ...flaws[0]!, message: `${flaws[0]!.message}.` }] })).toBe(sentence);
    const shapeOf = (flawed: object) => {
      const said = verdictOf('calls-as-declared', { calls: [call(flawed)] });
      return said.verdict === 'broken' && [said.shape, said.cites];
    };
    expect(shapeOf({ flaws })).toEqual(['chat: body/items/n/text', '/downstream/llm/operations/chat/expects']);
    expect(shapeOf({ flaws, operation: undefined })).toEqual(['undeclared: body/items/n/text', '/downstream/llm']);
  });
});

describe('an answer', () => {
  const operation = contract().upstream.ask!;
  const none = { kind: 'none', why: 'timeout', detail: '', ended: 9 } as const;
  it.each([
    ['ok', ok],
    ['degraded', degraded],
    ['undeclared 500', response(500, '')],
    ['no answer', none],
  ])('is called `%s`', (name, answer) => {
    expect(nameOf(operation, answer)).toBe(name);
  });

  it.each([
    ['', 'the body is empty'],
    ['<html>', 'the body is not JSON'],
  ])('with the body "%s" is not `ok`: %s', (body, why) => {
    const plain = contract((t) =>
      t
        .replace(', where: { /degraded: false } }', ' }')
        .replace(/ +degraded: \{.*\n/, '')
        .replace('on-failure: degraded', 'on-failure: unavailable'),
    );
    const renamed = plain.upstream.ask!;
    expect(recognise(renamed, response(200, body))).toMatchObject({ kind: 'undeclared', why });
  });
});

describe('bounded-calls', () => {
  it('counts calls and tokens of one request', () => {
    expect(toldBy('bounded-calls', { calls: [call(), call(), call(), call()] })).toBe(
      'One request caused 4 calls of `llm`.',
    );
    expect(toldBy('bounded-calls', { calls: [call(), call(), call()] })).toBe('holds');
    expect(toldBy('bounded-calls', { calls: [call({ tokens: 60 }), call({ tokens: 60 })] })).toBe(
      'One request cost 120 model tokens.',
    );
    expect(toldBy('bounded-calls', { calls: [call({ tokens: 60 }), call({ tokens: 40 })] })).toBe('holds');
  });
});

describe('honours-retry-after', () => {
  const started = Date.UTC(2026, 0, 1);
  const advised = (headers: [string, string][], next: number, body = '{}') =>
    toldBy('honours-retry-after', {
      started,
      calls: [lost({ status: 429, replyHeaders: headers, began: 0, ended: 1 }), call({ began: next, body })],
    });
  it.each([
    ['seconds', [['Retry-After', '1']], 996, 994],
    [
      'milliseconds, which overrule seconds',
      [
        ['retry-after', '9'],
        ['retry-after-ms', '300'],
      ],
      296,
      290,
    ],
    [
      'seconds, where the milliseconds are none',
      [
        ['retry-after-ms', 'soon'],
        ['retry-after', '1'],
      ],
      996,
      990,
    ],
    ['a date', [['retry-after', new Date(started + 2000).toUTCString()]], 1995, 1990],
  ] as [string, [string, string][], number, number][])('reads %s', (_, headers, inTime, early) => {
    expect(advised(headers, inTime)).toBe('holds');
    expect(advised(headers, early)).toMatch(/^The component called `llm` again after \d+ ms\.$/);
  });

  it.each(['soon', '-5', '', 'Mon', '1.5.0', '0x10'])('takes nothing from "%s"', (value) => {
    expect(advised([['retry-after', value]], 2)).toBe('not applicable');
  });

  it('blames nobody who may not have waited for the advice, as the harness was held up', () => {
    const again = (lag: number) =>
      toldBy('honours-retry-after', {
        lag,
        calls: [lost({ status: 429, replyHeaders: [['retry-after', '1']], began: 0, ended: 1 }), call({ began: 70 })],
      });
    expect([again(201), again(200)]).toEqual(['inconclusive', 'The component called `llm` again after 69 ms.']);
  });

  it('speaks of the same request only', () => {
    expect(advised([['retry-after', '1']], 5, '{"model":"another"}')).toBe('holds');
  });

  it('does not count a call that was under way before the advice came', () => {
    const calls = [
      lost({ status: 429, replyHeaders: [['retry-after', '1']], began: 0, ended: 50 }),
      call({ began: 20 }),
    ];
    expect(toldBy('honours-retry-after', { calls })).toBe('holds');
  });
});

describe('backs-off', () => {
  const failed = (began: number, change: object = {}) => lost({ began, ended: began + 1, ...change });

  it('is broken by a third attempt right after two that had failed', () => {
    expect(toldBy('backs-off', { calls: [failed(10), failed(12), failed(15)] })).toBe(
      'The component called `llm` three times within 5 ms, although it had failed each time.',
    );
  });

  it('blames nobody whose calls had to wait until the harness read them', () => {
    expect(toldBy('backs-off', { lag: 201, calls: [failed(10), failed(12), failed(15)] })).toBe('inconclusive');
  });

  it.each<[string, readonly number[]]>([
    ['a pause before the second retry', [10, 12, 60]],
    ['a pause before each retry', [10, 40, 100]],
    ['pairs of attempts with a pause between them', [10, 11.5, 50, 51.5]],
  ])('holds with %s', (_, at) => {
    expect(toldBy('backs-off', { calls: at.map((began) => failed(began)) })).toBe('holds');
  });

  it.each<[string, readonly ReturnType<typeof call>[]]>([
    ['one retry', [failed(10), failed(12)]],
    ['calls side by side', [failed(10, { ended: 30 }), failed(11, { ended: 30 }), failed(12, { ended: 30 })]],
    ['calls that ask for something else', [failed(10), failed(12, { body: '{"a":1}' }), failed(14, { body: '{}2' })]],
    ['calls that did not fail', [call({ began: 10 }), call({ began: 12 }), call({ began: 14 })]],
  ])('does not apply to %s', (_, calls) => {
    expect(toldBy('backs-off', { calls })).toBe('not applicable');
  });
});

describe('no-pointless-retry', () => {
  const final = call({ ...struck('x', 'lost', { permanent: true }), status: 401 });
  it('blames nobody for what was under way, or who may have given up before the reply came', () => {
    const slow = call({ ...struck('x', 'lost', { permanent: true }), status: 401, began: 10, ended: 80 });
    expect(toldBy('no-pointless-retry', { calls: [slow, call({ began: 70 })] })).toBe('holds');
    expect(toldBy('no-pointless-retry', { lag: 201, calls: [final, call({ began: 30 })] })).toBe('inconclusive');
  });

  it('is broken by the same request after a final reply', () => {
    expect(toldBy('no-pointless-retry', { calls: [final, call({ began: 30 })] })).toBe(
      'The component sent `llm` the same request again after a final 401.',
    );
  });

  it('knows a question by what it asks for, where each message has an id of its own', () => {
    const first = { ...final, asks: 'tools/call {"name":"a"}' };
    const again = (asks: string) => call({ began: 30, body: '{"id":2}', asks });
    expect(toldBy('no-pointless-retry', { calls: [first, again(first.asks)] })).toMatch(/the same request again/);
    expect(toldBy('no-pointless-retry', { calls: [first, again('tools/call {"name":"b"}')] })).toBe('holds');
  });

  it('lets another request pass, and the same with other credentials or in another session', () => {
    expect(toldBy('no-pointless-retry', { calls: [final, call({ began: 30, body: '{"shorter":1}' })] })).toBe('holds');
    const renewed = call({ began: 30 });
    for (const header of [
      ['authorization', 'Bearer new'],
      ['mcp-session-id', 's-2'],
    ] as const) {
      const calls = [final, { ...renewed, request: { ...renewed.request, headers: [header] } }];
      expect(toldBy('no-pointless-retry', { calls })).toBe('holds');
    }
  });
});

describe('single-effect', () => {
  const add = (change: object) =>
    call({
      dependency: 'sink',
      operation: 'add',
      status: 201,
      effect: { committed: true, repeated: false },
      ...change,
    });
  const key = (k: string, change: object = {}) =>
    add({ key: k, effect: { key: k, committed: true, repeated: false }, ...change });
  const healthyCalls = { 'sink.add': 1 };
  it('holds for one effect, and for a retry under the same key', () => {
    expect(toldBy('single-effect', { calls: [key('a')], healthyCalls })).toBe('holds');
    const retry = add({ key: 'a', began: 40, effect: { key: 'a', committed: true, repeated: true } });
    expect(toldBy('single-effect', { calls: [key('a', struck('x', 'lost')), retry], healthyCalls })).toBe('holds');
  });

  it('is broken by another key, whether or not the first attempt took effect', () => {
    const failed = key('a', { ...struck('x', 'lost'), effect: { key: 'a', committed: false, repeated: false } });
    expect(toldBy('single-effect', { calls: [failed, key('b', { began: 40 })], healthyCalls })).toBe(
      'A retry of `add` carried another idempotency key.',
    );
    expect(
      toldBy('single-effect', { calls: [key('a', struck('x', 'lost')), key('b', { began: 40 })], healthyCalls }),
    ).toBe('A retry of `add` carried another idempotency key: it took effect 2 times.');
  });

  it('is broken by a repeated effect without any key', () => {
    expect(toldBy('single-effect', { calls: [add(struck('x', 'lost')), add({ began: 40 })], healthyCalls })).toBe(
      '`add` took effect 2 times for one request.',
    );
  });

  it('lets a request have as many different effects as it usually has', () => {
    const calls = [key('a', { body: '{"n":1}' }), key('b', { body: '{"n":2}', began: 40 })];
    expect(toldBy('single-effect', { calls, healthyCalls: { 'sink.add': 2 } })).toBe('holds');
  });

  it('takes calls for attempts at one effect only where the first of them failed', () => {
    const first = (fault: object) => key('a', { body: '{"n":1}', ...fault });
    const second = key('b', { body: '{"n":2}', began: 40 });
    expect(toldBy('single-effect', { calls: [first(struck('x', 'intact')), second], healthyCalls })).toBe('holds');
    expect(toldBy('single-effect', { calls: [first(struck('x', 'lost')), second], healthyCalls })).toMatch(
      /another idempotency key/,
    );
    expect(
      toldBy('single-effect', { calls: [first(struck('x', 'lost')), second], healthyCalls: { 'sink.add': 2 } }),
    ).toBe('holds');
  });

  it('looks at what a protocol brings: an upsert is known by its ids, for each collection', () => {
    const store = contract((t) =>
      t.replace(/^ {2}sink:.*/ms, '  sink: { protocol: qdrant, on-failure: unavailable }\n'),
    );
    const put = (id: string, collection: string, change: object = {}) => {
      const made = key(id, { operation: 'upsert', ...change });
      return { ...made, request: { ...made.request, target: `/collections/${collection}/points` } };
    };
    const told = (...calls: Call[]) =>
      judge(store, observation({ calls, healthyCalls: { 'sink.upsert': 1 } })).judgements['single-effect']!.verdict;
    const lost = put('1', 'notes', struck('x', 'lost'));
    const again = { began: 40, effect: { key: '1', committed: true, repeated: true } };
    expect(told(lost, put('1', 'notes', again))).toBe('holds');
    expect(told(lost, put('2', 'notes', { began: 40 }))).toBe('broken');
    expect(told(lost, put('2', 'failures', { began: 40 }))).toBe('holds');
  });

  it('counts neither what was rejected nor what went elsewhere', () => {
    const rejected = key('a', { flaws: [{ at: 'body', message: 'bad' }] });
    const elsewhere = key('b', { operation: 'other', began: 30 });
    const calls = [rejected, elsewhere, key('c', { began: 40 })];
    expect(toldBy('single-effect', { calls, healthyCalls })).toBe('holds');
    expect(toldBy('single-effect', { calls: [rejected], healthyCalls })).toBe('not applicable');
  });

  it('finds the attempt too many among several usual effects', () => {
    const calls = [key('a'), key('b', { began: 40 })];
    expect(toldBy('single-effect', { calls, healthyCalls: { 'sink.add': 2 } })).toBe('holds');
    expect(
      toldBy('single-effect', { calls: [...calls, key('c', { began: 50 })], healthyCalls: { 'sink.add': 2 } }),
    ).toMatch(/^A retry of `add` carried another idempotency key/);
    expect(toldBy('single-effect', { calls: [key('a'), key('b', { began: 40 })], healthyCalls: {} })).toMatch(
      /^A retry of `add` carried another idempotency key/,
    );
  });

  it('knows an attempt by its body without the key, where the key is in the body', () => {
    const inBody = contract((t) => t.replace('idempotency-key: header idempotency-key', 'idempotency-key: body /id'));
    const attempt = (id: string, began: number) => key(id, { body: JSON.stringify({ id, n: 1 }), began });
    const said = judge(inBody, observation({ calls: [attempt('a', 10), attempt('b', 40)], healthyCalls }));
    expect(said.judgements['single-effect']).toMatchObject({ verdict: 'broken', shape: 'another key' });
    const other = key('c', { body: '{"id":"c","n":2}', began: 40 });
    const two = judge(inBody, observation({ calls: [attempt('a', 10), other], healthyCalls }));
    expect(two.judgements['single-effect']).toMatchObject({ verdict: 'holds' });
  });

  it('lets a component do something else in addition when another dependency fails', () => {
    const calls = [
      call(struck('x', 'lost')),
      key('a', { body: '{"n":1}' }),
      key('b', { body: '{"escalate":true}', began: 40 }),
    ];
    expect(toldBy('single-effect', { calls, healthyCalls })).toBe('holds');
  });
});

describe('delivers-effect', () => {
  const healthyCalls = { 'llm.chat': 1, 'sink.add': 1 };
  const add = (change: object = {}) =>
    call({ dependency: 'sink', operation: 'add', status: 201, began: 40, ...change });
  it('is broken by an `ok` without the effect', () => {
    expect(toldBy('delivers-effect', { healthyCalls })).toBe(
      'The component answered `ok`, but sink.add was never called.',
    );
    expect(
      toldBy('delivers-effect', {
        healthyCalls,
        calls: [call(), add({ flaws: [{ at: 'body', message: 'bad' }], status: 400 })],
      }),
    ).toBe('The component answered `ok`, but sink.add was never acknowledged.');
  });

  it('takes nothing else for an acknowledgement', () => {
    const told = (...calls: ReturnType<typeof call>[]) => toldBy('delivers-effect', { healthyCalls, calls });
    const never = (what: string) => `The component answered \`ok\`, but sink.add was never ${what}.`;
    expect(told(call(), add({ operation: 'other' }))).toBe(never('called'));
    expect(told(call(), add({ dependency: 'other' }))).toBe(never('called'));
    expect(told(call(), add({ status: 300 }))).toBe(never('acknowledged'));
    expect(told(call(), add({ ...struck('x', 'lost') }))).toBe(never('acknowledged'));
    expect(told(call(), add({ flaws: [{ at: 'body', message: 'bad' }] }))).toBe(never('acknowledged'));
  });

  it('says nothing of a request that has no effect', () => {
    const said = verdictOf('delivers-effect', { healthyCalls: { 'llm.chat': 1 } });
    expect(said).toEqual({ verdict: 'not applicable', because: 'this request has no effect' });
  });

  it('holds after an acknowledgement, and is silent after any other answer or a failure of the dependency itself', () => {
    expect(toldBy('delivers-effect', { healthyCalls, calls: [call(), add()] })).toBe('holds');
    expect(toldBy('delivers-effect', { healthyCalls, answer: degraded })).toBe('not applicable');
    const schedule = [scheduled('x', { dependency: 'sink', operation: 'add' })];
    expect(
      toldBy('delivers-effect', {
        healthyCalls,
        schedule,
        calls: [call(), add({ ...struck('x', 'lost'), status: 500 })],
      }),
    ).toBe('not applicable');
  });
});

describe('no-taint', () => {
  const spoiled = call({ ...struck('x', 'tainted', { marker: 'sdk12345678' }) });
  const schedule = [scheduled('x')];
  it('is broken by the marker in a degraded answer or in a call of another dependency', () => {
    expect(
      toldBy('no-taint', {
        schedule,
        calls: [spoiled],
        answer: response(200, { degraded: true, text: 'half sdk12345678' }),
      }),
    ).toBe('The answer contains a text from a reply that was tainted.');
    const carrier = call({ dependency: 'sink', operation: 'add', began: 30, body: '{"text":"sdk12345678"}' });
    expect(toldBy('no-taint', { schedule, calls: [spoiled, carrier], answer: degraded })).toBe(
      'The component sent `sink` a text from a reply that was tainted.',
    );
  });

  it('lets a model be shown what it got wrong, and leaves false success to the checks of the answer', () => {
    expect(
      toldBy('no-taint', {
        schedule,
        calls: [spoiled, call({ began: 30, body: '{"you said":"sdk12345678"}' })],
        answer: degraded,
      }),
    ).toBe('holds');
    expect(
      toldBy('no-taint', {
        schedule,
        calls: [spoiled],
        answer: response(200, { degraded: false, text: 'sdk12345678' }),
      }),
    ).toBe('not applicable');
  });

  it('speaks of lost replies too, and of undeclared answers that are no success', () => {
    const lostReply = lost({ ...struck('x', 'lost', { marker: 'sdk12345678' }) });
    const answer = (status: number) => response(status, 'upstream said sdk12345678');
    const said = (status: number, calls = [lostReply]) =>
      toldBy('no-taint', { schedule, calls, answer: answer(status) });
    expect(said(500)).toBe('The answer contains a text from a reply that was lost.');
    expect(said(300)).toBe('The answer contains a text from a reply that was lost.');
    expect(said(299)).toBe('not applicable');
    const late = call(struck('x', 'late', { marker: 'sdk12345678', waited: 900 }));
    expect(said(500, [late])).toBe('not applicable');
  });

  it('blames no call that was under way before the reply was spoiled', () => {
    const before = call({ dependency: 'sink', operation: 'add', began: spoiled.began, body: '"sdk12345678"' });
    expect(toldBy('no-taint', { schedule, calls: [spoiled, before], answer: degraded })).toBe('holds');
  });

  it('is broken by an `ok` after a healthy retry that still shows the spoiled reply', () => {
    const calls = [spoiled, call({ began: 30 })];
    expect(toldBy('no-taint', { schedule, calls })).toBe('holds');
    expect(
      toldBy('no-taint', { schedule, calls, answer: response(200, { degraded: false, text: 'half sdk12345678' }) }),
    ).toBe('The answer contains a text from a reply that was tainted.');
  });
});

describe('no-leaked-internals', () => {
  const shows = (text: string, change: Change = {}) =>
    toldBy('no-leaked-internals', { answer: response(503, { title: text }), ...change });
  it.each([
    ['key canary-0123456789 was rejected', 'The answer shows the secret `key`.'],
    ['TypeError: x\n    at run (file:///srv/app.mjs:10:5)', 'The answer shows a stack trace.'],
    ['at Module._compile (node:internal/modules/cjs/loader:1554:14)', 'The answer shows a stack trace.'],
    ['Traceback (most recent call last):', 'The answer shows a stack trace.'],
    ['at com.acme.Main.run(Main.java:12)', 'The answer shows a stack trace.'],
    ['connect ECONNREFUSED 127.0.0.1:20001', 'The answer shows the internal address of a dependency.'],
    ['cannot open /srv/asker/data.json', 'The answer shows a file path of the component.'],
  ])('is broken by %s', (text, told) => {
    expect(shows(text)).toBe(told);
  });

  it.each([
    'sorry',
    'look at (10:30) tomorrow',
    'see file "notes", line by line',
    'http://127.0.0.1:9999/',
    'at 5:15 (or later)',
  ])('lets "%s" pass', (text) => {
    expect(shows(text)).toBe('holds');
  });

  it('lets the caller see what the caller sent', () => {
    const request = { ...observation().request, body: { text: '{"path":"/srv/asker/data.json"}', length: 30 } };
    expect(shows('cannot open /srv/asker/data.json', { request })).toBe('holds');
  });
});

describe('recovers', () => {
  it('blames nobody for what the harness was held up', () => {
    const heldUpFor = (lag: number) =>
      toldBy('recovers', {
        schedule: [scheduled('x')],
        calls: [lost()],
        answer: degraded,
        aftermath: { waited: 5010, firstProbe: 'degraded', ready: true, lag, output: '' },
      });
    expect([heldUpFor(101), heldUpFor(100)]).toEqual(['inconclusive', expect.stringMatching(/^5s after/)]);
    const starvedFor = (starved: number) =>
      toldBy('recovers', {
        schedule: [scheduled('x')],
        calls: [lost()],
        answer: degraded,
        aftermath: { waited: 5000, firstProbe: 'degraded', ready: true, starved, output: '' },
      });
    expect([starvedFor(1501), starvedFor(1500)]).toEqual(['inconclusive', expect.stringMatching(/^5s after/)]);
  });

  it('is broken where a healthy request is not `ok` again in time', () => {
    const aftermath = { waited: 5010, firstProbe: 'degraded', ready: true, output: '' };
    expect(toldBy('recovers', { schedule: [scheduled('x')], calls: [lost()], answer: degraded, aftermath })).toBe(
      '5s after the fault had ended, a healthy request was still answered with `degraded`.',
    );
    expect(toldBy('recovers', { schedule: [scheduled('x')], calls: [lost()], answer: unavailable })).toBe('holds');
    expect(toldBy('recovers', { answer: ok })).toBe('not applicable');
  });
});

describe('no-cross-talk', () => {
  const input = { body: {} };
  const atOnce = {
    words: ['first'],
    clean: input,
    others: [
      { input, words: ['second'] },
      { input, words: ['third'] },
    ],
  };
  const said = (own: string, second: string, third: string, later = '') => {
    const { case: played, request, ...rest } = observation();
    const answers = [second, third].map((text) => ({ request, answer: response(200, { text, degraded: false }) }));
    const judgement = judge(contract(), {
      ...rest,
      request,
      case: { ...played, atOnce },
      answer: response(200, { text: own, degraded: false }),
      atOnce: answers,
      aftermath: { recovered: 5, waited: 5, output: '', later: response(200, { text: later, degraded: false }) },
    }).judgements['no-cross-talk']!;
    return 'told' in judgement ? judgement.told : judgement.verdict;
  };

  it('holds where each answer is about its own request', () => {
    expect(said('first', 'second', 'third')).toBe('holds');
    expect(said('', '', '')).toBe('holds');
  });

  it('is broken by what another request said, in whichever answer', () => {
    const told = (word: string) => `An answer carries \`${word}\`, which another request of the same moment had sent.`;
    expect(said('third', 'second', 'third')).toBe(told('third'));
    expect(said('first', 'about first', 'third')).toBe(told('first'));
    expect(said('first', 'second', 'second')).toBe(told('second'));
  });

  it('is silent where later answers show earlier requests by design, and where there was one request', () => {
    expect(said('third', 'second', 'third', 'first, second, third')).toBe('not applicable');
    expect(toldBy('no-cross-talk', {})).toBe('not applicable');
  });

  it('leaves what one request causes out of account', () => {
    const { case: played, ...rest } = observation();
    const { judgements } = judge(contract(), {
      ...rest,
      case: { ...played, atOnce },
      calls: Array.from({ length: 9 }, () => call()),
      atOnce: atOnce.others.map(() => ({ request: rest.request, answer: rest.answer })),
      answer: { kind: 'none', why: 'failed', detail: '', ended: 5 },
    });
    expect(judgements['bounded-calls']!.verdict).toBe('not applicable');
    expect(judgements['answers-as-declared']!.verdict).toBe('broken');
  });
});

/** A request that is sent in an unusual way. */
const sentAs = (sending: Sending, owes: PlayedMess['owes'], change: object = {}): PlayedMess => {
  const mess = messy(owes);
  return { ...mess, pointer: '/sending', request: { ...mess.request, ...change, sending } };
};
const left = (ended: number) => ({ kind: 'none', why: 'left', detail: '', ended }) as const;
const took = { committed: true, repeated: false };
const added = (change: object = {}) => call({ dependency: 'sink', operation: 'add', effect: took, ...change });

describe('cancels', () => {
  const promising = contract((t) => t.replace('tokens: 100', 'tokens: 100, cancels: 200ms'));
  const mess = sentAs({ leaves: 'at a call' }, 'open');
  const said = (change: Change, by = promising) => judge(by, observation({ mess, answer: left(12), ...change }));
  const toldOf = (change: Change, by = promising) => {
    const judgement = said(change, by).judgements.cancels!;
    return judgement.verdict === 'broken' ? judgement.told : judgement.verdict;
  };

  it('lets calls begin for as long as was promised, and no longer', () => {
    expect(toldOf({ calls: [call(), call({ began: 218 })] })).toBe('holds');
    expect(toldOf({ calls: [call(), call({ began: 219 })] })).toBe(
      'The component called llm.chat 207 ms after its caller had left.',
    );
    expect(toldOf({ calls: [call(), call({ began: 225 })], lag: 10 })).toBe('inconclusive');
  });

  it('accuses nobody who promised nothing, whose caller waited, or who completes an effect', () => {
    const calls = [call(), call({ began: 400 })];
    expect(toldOf({ calls }, contract())).toBe('not applicable');
    expect(toldOf({ calls, answer: ok })).toBe('not applicable');
    expect(toldOf({ calls, mess: sentAs({ leaves: 'after the request' }, 'open') })).toBe('not applicable');
    expect(toldOf({ calls: [added(), ...calls] })).toBe('not applicable');
    expect(toldOf({ calls: [...calls, added({ began: 300 })] })).toMatch(/^The component called llm.chat/);
  });

  it('is alone with a caller that left: nothing about the answer is judged, met faults or not', () => {
    const { verdict, judgements } = said({ calls: [], schedule: [scheduled('fixed-delay')] });
    expect(verdict).toBe('holds');
    for (const name of ['answers-as-declared', 'answers-as-expected', 'within-deadline'])
      expect(judgements[name]!.verdict).toBe('not applicable');
  });
});

describe('keeps-text', () => {
  const text = '{"text":"Un café noir"}';
  const cut = text.indexOf('é') + 1;
  const mess = sentAs({ cuts: [cut], pause: 25 }, 'served');
  const request = { ...mess.request, body: toBody(Buffer.from(text)) };
  const told = (change: Change) => toldBy('keeps-text', { mess, request, ...change });

  it('finds the character lost, downstream and in the answer, also where it is written by its number', () => {
    const said = (what: string) => `The component lost \`é\` behind \`Un caf\`: ${what} has U+FFFD in its place.`;
    expect(told({ calls: [call({ body: '{"q":"Un caf\uFFFD\uFFFD noir"}' })] })).toBe(said('what it sent `llm`'));
    expect(told({ calls: [call({ body: '{"q":"Un caf\\ufffd noir"}' })] })).toBe(said('what it sent `llm`'));
    expect(told({ calls: [], answer: response(200, { text: 'Un caf\uFFFD', degraded: false }) })).toBe(
      said('its answer'),
    );
  });

  it('holds where the text is whole, cut, or changed on purpose', () => {
    for (const q of ['Un café noir', 'Un caf', 'Un caf? noir', 'UN CAF\uFFFD', 'other \uFFFD'])
      expect(told({ calls: [call({ body: JSON.stringify({ q }) })] })).toBe('holds');
  });

  it('says nothing of a character that was not divided', () => {
    const calls = [call({ body: '{"q":"Un caf\uFFFD"}' })];
    expect(told({ calls, request: { ...request, sending: { cuts: [3] } } })).toBe('not applicable');
    expect(told({ calls, mess: messy('served') })).toBe('not applicable');
  });
});

describe('a request that is sent twice', () => {
  const repeating = contract((t) => t.replace('    budget:', '    repeats: same\n    budget:'));
  const mess = sentAs({ again: 'afterwards' }, 'served');
  const again = { request: observation().request, answer: ok, began: 60 };
  const said = (change: Change, by = repeating) =>
    judge(by, observation({ mess, again, healthyCalls: { 'sink.add': 1 }, ...change })).judgements;
  const twice = [added({ key: 'a' }), added({ key: 'b', began: 70 })];

  it('has no second effect where that was promised', () => {
    expect(said({ calls: twice })['single-effect']).toMatchObject({
      verdict: 'broken',
      told: 'The same request was sent twice, and sink.add took effect 2 times.',
      cites: '/upstream/ask/repeats',
    });
    const same = [added(), added({ began: 70, effect: { committed: true, repeated: true } })];
    expect(said({ calls: same })['single-effect']!.verdict).toBe('holds');
    expect(said({ calls: twice }, contract())['single-effect']!.verdict).toBe('not applicable');
  });

  it('is answered as declared both times, and has twice the calls of one', () => {
    const odd = { ...again, answer: response(409, '') };
    expect(said({ calls: twice, again: odd })['answers-as-declared']).toMatchObject({ shape: 'undeclared 409' });
    expect(said({ calls: [1, 2, 3, 4].map(() => call()) })['bounded-calls']!.verdict).toBe('not applicable');
  });
});

describe('a request that asks for no effect', () => {
  const toldOf = (mess: PlayedMess, change: Change = {}) =>
    toldBy('rejects-without-trace', { mess, calls: [added()], answer: left(5), ...change });

  it('is one of which only half arrived, or that only reads', () => {
    expect(toldOf(sentAs({ cuts: [1], leaves: 'within the body' }, 'open'))).toBe(
      'sink.add took effect, although only half of the request had arrived.',
    );
    expect(toldOf(sentAs({}, 'open', { method: 'PROPFIND' }), { answer: ok })).toBe(
      'sink.add took effect, although PROPFIND only asks.',
    );
  });

  it('is none of another method, and none that arrived whole', () => {
    expect(toldOf(sentAs({}, 'open', { method: 'PUT' }), { answer: ok })).toBe('not applicable');
    expect(toldOf(sentAs({ leaves: 'after the request' }, 'open'))).toBe('not applicable');
  });
});

describe('a request that is hard to read', () => {
  const cutOff = { kind: 'none', why: 'failed', detail: 'closed', ended: 20 } as const;
  const toldOf = (owes: PlayedMess['owes'], length: number, sending?: Sending) =>
    toldBy('answers-as-declared', {
      answer: cutOff,
      mess: messy(owes),
      request: { ...messy(owes).request, body: { text: '', length }, ...(sending ? { sending } : {}) },
    });

  it('may be ended by a server that does not read it all', () => {
    expect(toldOf('either', 2 ** 21)).toBe('not applicable');
    expect(toldOf('either', 10, { chunked: true })).toBe('not applicable');
    expect(toldOf('either', 10)).toBe('The component gave no answer: closed.');
    expect(toldOf('served', 2 ** 21)).toBe('The component gave no answer: closed.');
  });

  it('has until its deadline from its last byte on', () => {
    const at = (ended: number) =>
      toldBy('within-deadline', { answer: { ...response(503, ''), ended, asked: 300 } as Answered });
    expect([at(1306), at(1307)]).toEqual(['holds', 'The component answered after 1007 ms.']);
  });
});
