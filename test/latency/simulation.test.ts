import { describe, expect, it } from '@jest/globals';
import { type Gate, gatesOf, isEnough } from '../../src/latency/gates.ts';
import { generator } from '../../src/latency/generator.ts';
import { samplePlan } from '../../src/latency/sample-plan.ts';
import type { SeenRequest } from '../../src/observation/observation.ts';
import type { Paced } from '../../src/observation/traffic.ts';
import { times } from './chance.ts';

const budget = 100;

interface Simulated {
  readonly gates?: number;
  readonly follows?: number;
  /** Whether the harness is held up at a request: its time is longer then. */
  readonly disturbed?: (place: number) => number;
}

/** One run as a rig makes it: samples at a true p95 of so many times the budget, until they are enough. */
function verdict(ratio: number, seed: number, { gates = 1, follows = 0, disturbed = () => 0 }: Simulated = {}): Gate {
  const { looks } = samplePlan(['p95'], 540)!;
  const paced: Paced = { paces: {}, percentiles: ['p95'], gates, warmUp: 0, looks };
  const draw = times(ratio * budget, generator(seed), follows);
  const requests: SeenRequest[] = [];
  for (const upTo of looks) {
    while (requests.length < upTo) {
      const lag = disturbed(requests.length);
      const due = requests.length * 33;
      requests.push({ operation: 'ask', due, answer: 'ok', ok: true, took: draw() + lag, lag, calls: [] });
    }
    const [gate] = gatesOf({ p95: budget }, paced, { requests, attribution: 'trace' }) as [Gate];
    if (isEnough([gate]) || upTo === looks.at(-1)) return gate;
  }
  throw new Error('there is no look');
}

/** Of so many runs: how many end in which way, as a share. */
function shares(ratio: number, runs: number, simulated?: Simulated): Record<Gate['verdict'], number> {
  const counts = { over: 0, within: 0, open: 0, refused: 0 };
  for (let run = 0; run < runs; run++)
    counts[verdict(ratio, run * 7919 + Math.round(ratio * 1000), simulated).verdict]++;
  return { over: counts.over / runs, within: counts.within / runs, open: counts.open / runs, refused: 0 };
}

describe('a component whose true p95', () => {
  it('is just its budget fails in at most 5 of 100 runs', () => {
    expect(shares(1, 500).over).toBeLessThanOrEqual(0.05);
  });

  it('is 0.8 of its budget never fails in 500 runs, and nearly always holds', () => {
    const { over, within } = shares(0.8, 500);
    expect(over).toBe(0);
    expect(within).toBeGreaterThan(0.95);
  });

  it('is 1.25 times its budget is found in at least 99 of 100 runs, among ten gates as well', () => {
    const { over, within } = shares(1.25, 300, { gates: 10 });
    expect(over).toBeGreaterThanOrEqual(0.99);
    expect(within).toBe(0);
  });

  it('is just its budget at each of 20 gates fails at one of them in at most 5 of 100 runs', () => {
    let failed = 0;
    for (let run = 0; run < 25; run++) {
      const one = (gate: number) => verdict(1, run * 100 + gate, { gates: 20 }).verdict === 'over';
      if (Array.from({ length: 20 }, (_, gate) => gate).some(one)) failed++;
    }
    // More than 4 of 25 have a chance of less than one in a hundred where the true share is 5 %.
    expect(failed).toBeLessThanOrEqual(4);
  });

  it('is just its budget fails no more often where slow requests come in rows', () => {
    expect(shares(1, 200, { follows: 0.6 }).over).toBeLessThanOrEqual(0.05);
  });
});

describe('a harness that is held up', () => {
  // Ten requests of a hundred in a row are 80 ms too late, through no fault of the component.
  const bursts = (place: number) => (place % 100 < 10 ? 80 : 0);

  it('does not make a component fail that is well within its budget', () => {
    expect(shares(0.8, 200, { disturbed: bursts })).toMatchObject({ over: 0 });
  });

  it('leaves out what it spoiled, by its own lag alone, and counts it', () => {
    const { samples, discarded, verdict: said } = verdict(0.5, 1, { disturbed: bursts });
    expect(said).toBe('within');
    expect(discarded / (samples + discarded)).toBeCloseTo(0.1, 1);
  });

  it('for more than a fifth of the requests can tell nothing', () => {
    expect(verdict(3, 1, { disturbed: (place) => (place % 4 === 0 ? 80 : 0) })).toMatchObject({
      verdict: 'open',
      because: expect.stringMatching(/^the harness itself was held up in \d+ of \d+ requests$/),
    });
  });
});
