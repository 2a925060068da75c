import { describe, expect, it } from '@jest/globals';
import { independent } from '../../src/latency/bound.ts';
import { gatesOf, judgedOf, type Timed } from '../../src/latency/gates.ts';
import { needsText, samplePlan } from '../../src/latency/sample-plan.ts';
import type { SeenRequest } from '../../src/observation/observation.ts';
import type { Paced } from '../../src/observation/traffic.ts';

const paced: Paced = { paces: {}, percentiles: ['p50', 'p95'], gates: 2, warmUp: 0, looks: [100] };
const request = (due: number, took: number, change: Partial<SeenRequest> = {}): SeenRequest => ({
  operation: 'ask',
  due,
  answer: 'ok',
  ok: true,
  took,
  lag: 0,
  calls: [],
  ...change,
});
/** A hundred requests of 10 to 20 ms. */
const usual = Array.from({ length: 100 }, (_, i) => request(i * 30, 10 + ((i * 37) % 100) / 10));
const seen = (change: Partial<Timed> = {}): Timed => ({ requests: usual, attribution: 'trace', ...change });
const exactness = (p99: number, samples = 100) => ({
  own: { samples, p50: 1, p99 },
  beyond: { samples: 0, p50: 0, p99: 0 },
});
const verdicts = (latency: { p50: number; p95: number }, timed: Timed, how: Paced = paced) =>
  gatesOf(latency, how, timed).map(({ verdict }) => verdict);

describe('a latency budget', () => {
  it('holds where the upper bound of the percentile is within, and fails where the lower one is not', () => {
    expect(verdicts({ p50: 17, p95: 20 }, seen())).toEqual(['within', 'within']);
    expect(verdicts({ p50: 12, p95: 18 }, seen())).toEqual(['over', 'over']);
    expect(verdicts({ p50: 15, p95: 19.5 }, seen())).toEqual(['open', 'open']);
  });

  it('tells why it is open', () => {
    const [p50] = gatesOf({ p50: 15, p95: 30 }, paced, seen());
    expect(p50!.because).toMatch(/^100 samples cannot tell: p50 lies between 1\d and 1\d ms, and the budget is 15ms$/);
  });

  it('is of what the component adds: the time of its dependencies is not in it', () => {
    const slow = usual.map((one) => ({
      ...one,
      took: one.took + 500,
      calls: [{ to: 'llm.chat', began: one.due + 5, ended: one.due + 505, end: 'complete' as const }],
    }));
    expect(verdicts({ p50: 17, p95: 20 }, seen({ requests: slow }))).toEqual(['within', 'within']);
  });

  it('cannot be judged below three times of what the harness itself takes', () => {
    const gates = gatesOf({ p50: 11, p95: 30 }, paced, seen({ exactness: exactness(4) }));
    expect(gates.map(({ verdict }) => verdict)).toEqual(['refused', 'within']);
    expect(gates[0]!.because).toBe(
      'p50 of 11ms cannot be judged here: the harness itself takes up to 4.0 ms (its p99), and a budget has to be 3 times that',
    );
    expect(verdicts({ p50: 17, p95: 20 }, seen({ exactness: exactness(0, 5) }))).toEqual(['refused', 'refused']);
  });

  it('is open where calls cannot be told apart, but holds where all of the time is within', () => {
    expect(verdicts({ p50: 12, p95: 20 }, seen({ attribution: 'none' }))).toEqual(['open', 'within']);
  });

  it('says nothing of the first requests, nor of messy ones', () => {
    const requests = [request(-60, 900), request(-30, 900), ...usual, request(9000, 900, { messy: 'null-member' })];
    expect(judgedOf({ warmUp: 2 }, { requests })).toEqual(usual);
    expect(verdicts({ p50: 17, p95: 20 }, seen({ requests }), { ...paced, warmUp: 2 })).toEqual(['within', 'within']);
  });

  it('is judged more carefully the more gates there are', () => {
    const lows = [1, 50].map((gates) => gatesOf({ p50: 17, p95: 20 }, { ...paced, gates }, seen())[0]!.low!);
    expect(lows[1]).toBeLessThan(lows[0]!);
  });
});

describe('samples in a row', () => {
  it('are worth fewer where one goes with the next', () => {
    const shuffled = Float64Array.from({ length: 100 }, (_, i) => (i * 37) % 100);
    const sorted = Float64Array.from({ length: 100 }, (_, i) => i);
    expect(independent(shuffled)).toBe(100);
    expect(independent(sorted)).toBeLessThan(10);
    expect(independent(Float64Array.from({ length: 50 }, () => 3))).toBe(50);
  });
});

describe('the number of samples', () => {
  it('is planned from what is asked, for as many looks as there is time for', () => {
    expect(samplePlan(['p95'], 1000)).toEqual({ looks: [88, 264, 528], needs: 80 });
    expect(samplePlan(['p50', 'p95'], 300)).toEqual({ looks: [80, 240], needs: 72 });
    expect(samplePlan(['p50', 'p95'], 70)).toEqual({ looks: [65], needs: 59 });
    expect(samplePlan(['p95', 'p99'], 400)).toEqual({ looks: [329], needs: 299 });
    expect(samplePlan(['p99'], 300)).toBeUndefined();
  });

  it('is told', () => {
    expect(needsText('p99', 1, 20)).toBe('p99 needs 299 samples: 15 s at 20/s');
    expect(needsText('p95', 3, 30)).toBe('p95 needs 80 samples: 2.7 s at 30/s');
  });
});
