import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readHistory } from '../../src/history/history.ts';
import { seen } from '../../src/history/seen.ts';
import { slower } from '../../src/history/slower.ts';
import { usualTimes } from '../../src/history/usual-times.ts';
import { past } from './runs.ts';

const text = (lines: readonly unknown[]) => lines.map((line) => `${JSON.stringify(line)}\n`).join('');

describe('a history', () => {
  it('is read past lines that are damaged', () => {
    const runs = [past(1), past(2)];
    const broken = ['{"history":1,"beg', 'null', '7', text([{ ...past(3), trials: null }]).trim(), '{"history":2}'];
    const whole = `${text([runs[0]])}${broken.join('\n')}\n\n${text([runs[1]])}`;
    expect(readHistory(whole)).toEqual({ runs, damaged: broken.length });
  });

  it('never fails, whatever stands in it', () => {
    const line = fc.oneof(fc.string(), fc.json(), fc.constant(JSON.stringify(past(1))));
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        for (const run of readHistory(lines.join('\n')).runs) expect(run.history).toBe(1);
      }),
    );
  });

  it('tells the usual time of a trial: the median, of the same profile', () => {
    const runs = [100, 300, 200].map((took, i) => past(i + 1, { trials: { a: took } }));
    const other = past(4, { profile: 'thorough', trials: { a: 9000 } });
    expect(usualTimes([...runs, other], 'standard')).toEqual(new Map([['a', 200]]));
  });
});

describe('a finding', () => {
  const id = '7f3a2c';
  const trials = ['ask/llm/silence/every'];
  const had = { findings: [{ id, trials }] };
  const today = '2026-02-01T00:00:00.000Z';

  it('is new where no earlier run had it', () => {
    expect(seen({ id, trials }, today, [past(1)])).toEqual({ first: today, played: 1, found: 1, known: 1 });
  });

  it('comes and goes: the runs since it was first found count, those before do not', () => {
    const earlier = [past(1), past(2, had), past(3), past(4, had)];
    expect(seen({ id, trials }, today, earlier)).toEqual({ first: past(2).began, played: 4, found: 3, known: 4 });
  });

  it('is not called flaky for runs that tried something else', () => {
    const earlier = [past(2, had), past(3, { trials: { 'ask/search/silence/every': 10 } })];
    expect(seen({ id, trials }, today, earlier)).toMatchObject({ played: 2, found: 2 });
  });
});

describe('a trial that takes longer', () => {
  const usual = Array.from({ length: 20 }, (_, i) => ({ id: `t${i}`, took: 400 + 300 * i }));
  const times = (factor: number) => Object.fromEntries(usual.map(({ id, took }) => [id, took * factor]));
  const earlier = Array.from({ length: 6 }, (_, i) => past(i + 1, { trials: times(1 + 0.1 * (i % 3)) }));
  const run = (change: (one: { id: string; took: number }) => object = () => ({}), profile = 'standard') => ({
    profile,
    rigs: 6,
    trials: usual.map((one) => ({ ...one, ...change(one) })),
  });
  const slow = (one: { id: string }) => (one.id === 't5' ? { took: 9000 } : {});

  it('is told, with what is usual', () => {
    expect(slower(run(slow), earlier)).toEqual([{ trial: 't5', took: 9000, usual: 2090, runs: 6 }]);
  });

  it.each([
    ['after fewer than five runs', slower(run(slow), earlier.slice(0, 4))],
    ['against runs of another profile', slower(run(slow, 'quick'), earlier)],
    ['against runs on other rigs', slower({ ...run(slow), rigs: 2 }, earlier)],
    [
      'where the machine is slow: all take longer',
      slower(
        run(({ took }) => ({ took: took * 4 })),
        earlier,
      ),
    ],
    [
      'where the machine spoiled it, and it was played again',
      slower(
        run((one) => ({ ...slow(one), again: 1 })),
        earlier,
      ),
    ],
    ['where it took as long before', slower(run(slow), [...earlier, past(8, { trials: { ...times(1), t5: 8000 } })])],
    [
      'by less than what a person would wait for',
      slower(
        run((one) => (one.id === 't0' ? { took: 2000 } : {})),
        earlier,
      ),
    ],
    [
      'where too few others tell how fast the machine is',
      slower({ ...run(slow), trials: run(slow).trials.slice(0, 9) }, earlier),
    ],
  ])('is not told %s', (_, told) => expect(told).toEqual([]));

  it('is not told of times that vary as they do', () => {
    const noise = fc.array(fc.double({ min: 0.6, max: 1.9, noNaN: true }), { minLength: 20, maxLength: 20 });
    fc.assert(
      fc.property(fc.array(noise, { minLength: 5, maxLength: 8 }), noise, (before, now) => {
        const varied = (by: readonly number[]) => usual.map(({ id, took }, i) => ({ id, took: took * by[i]! }));
        const runs = before.map((by, i) =>
          past(i + 1, { trials: Object.fromEntries(varied(by).map(({ id, took }) => [id, took])) }),
        );
        const told = slower({ profile: 'standard', rigs: 6, trials: varied(now) }, runs);
        for (const one of told)
          expect(one.took).toBeGreaterThan(1.5 * Math.max(...runs.map((r) => r.trials[one.trial]!)));
      }),
      { numRuns: 50 },
    );
  });
});
