import { describe, expect, it } from '@jest/globals';
import { judge } from '../../src/check/judge.ts';
import type { Delivered, Observation } from '../../src/observation/observation.ts';
import { call, contract, degraded, observation, scheduled, struck } from './observed.ts';
import { asItShould, trafficked } from './trafficked.ts';

const promises = contract((text) =>
  text
    .replace(
      '    answers:',
      '    accepts: { body: { type: object, properties: { id: { type: string } } } }\n    answers:',
    )
    .replace('    budget:', '    delivers: [{ effect: sink.add, within: 2s, key: /id }]\n    budget:'),
);
const saysOf = (check: string, observed: Observation) => judge(promises, observed).judgements[check]!;
const delivered = (change: Partial<Delivered> = {}): Delivered => ({
  effect: 'sink.add',
  key: 'm-1',
  calls: 1,
  possible: 1000,
  watched: 4000,
  ...change,
});
const says = (change: Partial<Delivered>, more: Parameters<typeof observation>[0] = {}) =>
  saysOf('delivers-effect', observation({ delivered: [delivered(change)], ...more }));

describe('what is delivered later', () => {
  it.each([
    ['at once', { acknowledged: 40 }],
    ['at the last moment', { acknowledged: 3000 }],
  ])('is right where it is acknowledged %s', (_, change) => {
    expect(says(change)).toEqual({ verdict: 'holds' });
  });

  it.each([
    ['too late', { acknowledged: 3500 }, 'was acknowledged 2500 ms after nothing stood in its way', 'late'],
    ['never', {}, 'was never acknowledged', 'lost'],
    ['not even tried', { calls: 0 }, 'no call of sink.add ever carried it', 'never called'],
  ])('is broken where it is %s', (_, change, told, shape) => {
    expect(says(change)).toMatchObject({
      verdict: 'broken',
      told: expect.stringContaining(told),
      cites: '/upstream/ask/delivers/0',
      dependency: 'sink',
      shape,
    });
  });

  it('is not judged where it was not accepted, was refused for good, or cannot be told from others', () => {
    const silent = { verdict: 'not applicable' };
    expect(says({}, { answer: degraded })).toMatchObject(silent);
    expect(says({ refused: true })).toMatchObject(silent);
    const met = [{ dependency: 'sink', began: 40, ...struck('early-413', 'lost', { permanent: true }) }];
    expect(says({ calls: 0 }, { met })).toMatchObject(silent);
    expect(says({ toldToWait: 3_600_000 })).toMatchObject(silent);
    expect(says({ toldToWait: 900 })).toMatchObject({ verdict: 'broken' });
    const { key: _, ...keyless } = delivered();
    expect(saysOf('delivers-effect', observation({ delivered: [keyless] }))).toMatchObject(silent);
  });

  it('is unclear where nobody waited to the end, and the business of stays-up where the process ended', () => {
    expect(says({ watched: 2000 })).toMatchObject({ verdict: 'inconclusive' });
    const aftermath = { exit: { code: 1, signal: null }, waited: 0, output: '' };
    expect(says({ watched: 2000 }, { aftermath })).toMatchObject({ verdict: 'not applicable' });
  });

  it('lets `ok` be right though the dependency failed, and calls be made until it is done', () => {
    const lost = { dependency: 'sink', operation: 'add', ...struck('server-error', 'lost'), status: 500 };
    const schedule = [scheduled('server-error', { dependency: 'sink', operation: 'add', recurs: 'every' })];
    const calls = [call(), ...Array.from({ length: 9 }, (_, n) => call({ ...lost, key: 'm-1', began: 40 + 50 * n }))];
    const observed = observation({ schedule, calls, delivered: [delivered({ acknowledged: 1500 })] });
    expect(judge(promises, observed)).toMatchObject({ verdict: 'holds' });
  });
});

describe('what is delivered later, of traffic', () => {
  const inTraffic = (undone: number, attribution: 'words' | 'none' = 'words'): Observation => {
    const observed = trafficked(asItShould, { traffic: { attribution } });
    const requests = observed.traffic!.requests.map((request, i) => {
      const { ok, due, whole, ...rest } = request;
      const times = { possible: Math.max(2000 - due, 50), watched: 20_000 };
      const became = i < undone ? {} : { acknowledged: 60 };
      // What is not kept whole is counted all the same.
      const kept = i < undone && i > 1 ? {} : { whole: whole! };
      return {
        ...rest,
        ...kept,
        ok,
        due,
        ...(ok ? { delivered: [delivered({ key: `m-${i}`, ...times, ...became })] } : {}),
      };
    });
    return { ...observed, traffic: { ...observed.traffic!, requests } };
  };

  it('holds where all of it was done, also where nobody knows whose other calls were', () => {
    expect(saysOf('delivers-effect', inTraffic(0))).toEqual({ verdict: 'holds' });
    expect(saysOf('delivers-effect', inTraffic(0, 'none'))).toEqual({ verdict: 'holds' });
  });

  it('is counted and named where it was lost', () => {
    expect(saysOf('delivers-effect', inTraffic(7, 'none'))).toMatchObject({
      verdict: 'broken',
      told: expect.stringMatching(
        /^Of \d+ requests that were answered `ok`, 7 were lost and 0 came too late: sink\.add was not acknowledged in time for m-0, m-1, m-2, m-3, m-4 and 2 more\.$/,
      ),
    });
  });
});
