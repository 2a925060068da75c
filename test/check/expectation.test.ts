import { describe, expect, it } from '@jest/globals';
import { expectation } from '../../src/check/expectation.ts';
import type { Call, StruckFault } from '../../src/observation/observation.ts';
import { call, contract, observation, scheduled, struck } from './observed.ts';

const allowed = (change: Parameters<typeof observation>[0], text?: (t: string) => string) =>
  [...expectation(contract(text), observation(change)).allowed].sort();

describe('the answers that are right', () => {
  it('is `ok` alone where nothing was wrong', () => {
    expect(allowed({})).toEqual(['ok']);
  });

  it('is `ok` alone where the reply was unusual but whole', () => {
    expect(allowed({ schedule: [scheduled('extra-fields')], calls: [call(struck('extra-fields', 'intact'))] })).toEqual(
      ['ok'],
    );
  });

  it.each(['lost', 'tainted'] as const)('is what on-failure names after a %s reply', (leaves) => {
    expect(allowed({ schedule: [scheduled('x')], calls: [call(struck('x', leaves))] })).toEqual(['degraded']);
  });

  it('is `ok` as well once a retry got a healthy reply', () => {
    const calls = [call(struck('x', 'lost')), call({ began: 30 })];
    expect(allowed({ schedule: [scheduled('x')], calls })).toEqual(['degraded', 'ok']);
  });

  it('is not `ok` after a retry that got half a reply, or was rejected; it is after a late one', () => {
    const allowedWith = (retry: object) =>
      allowed({ schedule: [scheduled('x')], calls: [call(struck('x', 'lost')), call({ began: 30, ...retry })] });
    expect(allowedWith({ end: 'closed' })).toEqual(['degraded']);
    expect(allowedWith({ flaws: [{ at: 'body', message: 'bad' }] })).toEqual(['degraded']);
    expect(allowedWith(struck('y', 'tainted'))).toEqual(['degraded']);
    expect(allowedWith(struck('y', 'intact'))).toEqual(['degraded', 'ok']);
    expect(allowedWith(struck('y', 'late', { waited: 900 }))).toEqual(['degraded', 'ok']);
    // What could not strike was served.
    expect(allowedWith(struck('x', 'lost', { undelivered: 'it did not fit' }))).toEqual(['degraded', 'ok']);
  });

  it('is not `ok` if only another of several usual calls was healthy', () => {
    const calls = [call(struck('x', 'lost')), call({ began: 30, body: '{"other":1}' })];
    expect(allowed({ schedule: [scheduled('x')], calls, healthyCalls: { 'llm.chat': 2 } })).toEqual(['degraded']);
  });

  it('is `ok` as well where what was lost was asked again, though together with what is usually another call', () => {
    const lost = call(struck('x', 'lost'));
    const again = (...calls: readonly Call[]) =>
      allowed({ schedule: [scheduled('x')], calls, healthyCalls: { 'llm.chat': 2 } });
    expect(again({ ...lost, askedAgain: true }, call({ began: 30 }))).toEqual(['degraded', 'ok']);
    expect(again(lost, call({ began: 30 }))).toEqual(['degraded']);
    expect(again({ ...lost, askedAgain: true })).toEqual(['degraded']);
  });

  it('is `ok` alone for a reply within the declared p99, both are right beyond it', () => {
    const late = (waited: number) => ({
      schedule: [scheduled('fixed-delay')],
      calls: [call(struck('fixed-delay', 'late', { waited }))],
    });
    expect(allowed(late(200))).toEqual(['ok']);
    expect(allowed(late(201))).toEqual(['degraded', 'ok']);
  });

  it('is both for a late reply that the component did not wait for', () => {
    const calls = [call({ ...struck('fixed-delay', 'late', { waited: 100 }), end: 'abandoned' })];
    expect(allowed({ schedule: [scheduled('fixed-delay')], calls })).toEqual(['degraded', 'ok']);
  });

  it('is both for a doubtful reply', () => {
    expect(allowed({ schedule: [scheduled('x')], calls: [call(struck('x', 'doubtful'))] })).toEqual(['degraded', 'ok']);
  });

  it('is what on-failure names where connections were refused to a dependency that is always called', () => {
    const aftermath = { recovered: 5, waited: 5, output: '', refused: ['llm'] };
    expect(allowed({ schedule: [scheduled('refused', { recurs: 'every' })], calls: [], aftermath })).toEqual([
      'degraded',
    ]);
  });

  it.each<[string, StruckFault['leaves'], Partial<StruckFault>, object, readonly string[]]>([
    ['broke', 'lost', {}, {}, ['degraded']],
    ['were held up for too long', 'late', { waited: 900 }, {}, ['degraded', 'ok']],
    ['were given up while they were held up', 'late', { waited: 100 }, {}, ['degraded', 'ok']],
    ['could not be met', 'lost', { undelivered: 'it failed' }, {}, ['ok']],
    ['belong to a dependency that this request does not call', 'lost', {}, { healthyCalls: {} }, ['ok']],
  ])('is what on-failure names where connections %s before anything was asked', (_, leaves, change, seen, right) => {
    const met = [{ dependency: 'llm', began: 5, ...struck('x', leaves, change) }];
    expect(allowed({ schedule: [scheduled('x', { recurs: 'every' })], calls: [], met, ...seen })).toEqual(right);
  });

  it('is `ok` alone where connections were refused to a dependency that this request does not call', () => {
    const aftermath = { recovered: 5, waited: 5, output: '', refused: ['llm'] };
    const schedule = [scheduled('refused', { recurs: 'every' })];
    expect(allowed({ schedule, calls: [], aftermath, healthyCalls: { 'llm.chat': 0 } })).toEqual(['ok']);
  });

  it('is the union where several dependencies failed, and `ok` only if all of them made up for it', () => {
    const schedule = [scheduled('x'), scheduled('x', { dependency: 'sink', operation: 'add' })];
    const sink = call({ dependency: 'sink', operation: 'add', began: 20, ...struck('x', 'lost') });
    const healthyCalls = { 'llm.chat': 1, 'sink.add': 1 };
    expect(allowed({ schedule, calls: [call(struck('x', 'lost')), sink], healthyCalls })).toEqual([
      'degraded',
      'unavailable',
    ]);
    expect(allowed({ schedule, calls: [call(struck('x', 'lost')), call({ began: 15 }), sink], healthyCalls })).toEqual([
      'degraded',
      'unavailable',
    ]);
    const again = call({ dependency: 'sink', operation: 'add', began: 40 });
    expect(
      allowed({ schedule, calls: [call(struck('x', 'lost')), call({ began: 15 }), sink, again], healthyCalls }),
    ).toEqual(['degraded', 'ok', 'unavailable']);
  });

  it('is `ok` where on-failure says that the loss may not be noticed', () => {
    expect(
      allowed({ schedule: [scheduled('x')], calls: [call(struck('x', 'lost'))] }, (t) =>
        t.replace('on-failure: degraded', 'on-failure: ok'),
      ),
    ).toEqual(['ok']);
  });

  it('is what `treats` says instead of the usual', () => {
    const treats = (means: string) => (t: string) =>
      t.replace('on-failure: degraded', `on-failure: degraded\n    treats: { empty-reply: ${means} }`);
    const lost = { schedule: [scheduled('empty-reply')], calls: [call(struck('empty-reply', 'lost'))] };
    expect(allowed(lost, treats('intact'))).toEqual(['ok']);
    expect(allowed(lost, treats('[unavailable]'))).toEqual(['unavailable']);
    expect(allowed(lost, treats('[ok, rejected]'))).toEqual(['ok', 'rejected']);
    const retried = { ...lost, calls: [...lost.calls, call({ began: 30 })] };
    expect(allowed(retried, treats('[unavailable]'))).toEqual(['ok', 'unavailable']);
  });

  it('speaks of the worst of several claims, in whatever order they came', () => {
    const claimOf = (first: 'lost' | 'tainted', second: 'lost' | 'tainted') => {
      const schedule = [scheduled('x'), scheduled('y', { dependency: 'sink', operation: 'add' })];
      const calls = [
        call(struck('x', first)),
        call({ dependency: 'sink', operation: 'add', began: 20, ...struck('y', second) }),
      ];
      return expectation(contract(), observation({ schedule, calls, healthyCalls: { 'llm.chat': 1, 'sink.add': 1 } }))
        .claim;
    };
    expect([claimOf('lost', 'tainted'), claimOf('tainted', 'lost'), claimOf('lost', 'lost')]).toEqual([
      'tainted',
      'tainted',
      'lost',
    ]);
  });

  it('is as if nothing was wrong where the fault was never met', () => {
    expect(allowed({ schedule: [scheduled('x', { call: 2 })] })).toEqual(['ok']);
  });
});
