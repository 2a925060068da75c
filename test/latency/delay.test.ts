import { describe, expect, it } from '@jest/globals';
import { delayAt, delayOf, normal } from '../../src/latency/delay.ts';

describe('a declared latency', () => {
  it.each([
    [{ p50: 20, p99: 80 }],
    [{ p50: 20, p95: 30, p99: 300 }],
    [{ p95: 60, p99: 61 }],
    [{ p99: 60 }],
    [{ p50: 7 }],
  ])('of %j has just these percentiles', (latency) => {
    for (const [name, share] of [
      ['p50', 0.5],
      ['p95', 0.95],
      ['p99', 0.99],
    ] as const)
      if (name in latency) expect(delayAt(latency, share)).toBeCloseTo((latency as Record<string, number>)[name]!, 6);
  });

  it('is lognormal where p50 and p99 are all that is known', () => {
    const sigma = Math.log(4) / normal(0.99);
    for (const share of [0.01, 0.3, 0.8, 0.95])
      expect(delayAt({ p50: 20, p99: 80 }, share)).toBeCloseTo(20 * Math.exp(sigma * normal(share)), 6);
  });

  it('never becomes shorter for slower replies, and has an end', () => {
    for (const latency of [{ p50: 20, p99: 80 }, { p50: 20, p95: 20, p99: 300 }, { p99: 60 }]) {
      const delays = Array.from({ length: 1001 }, (_, i) => delayAt(latency, i / 1000));
      expect(delays).toEqual([...delays].sort((a, b) => a - b));
      expect(delays.at(-1)).toBeLessThan(1000);
    }
  });

  it('of nothing is nothing', () => {
    expect(delayAt({ p50: 0, p99: 0 }, 0.7)).toBe(0);
  });

  it('is drawn from the seed and the call, and from nothing else', () => {
    const drawn = (seed: number, ...call: (string | number)[]) => delayOf({ p50: 20, p99: 80 }, seed, ...call);
    expect(drawn(1, 'llm', 3)).toBe(drawn(1, 'llm', 3));
    expect(new Set([drawn(1, 'llm', 3), drawn(2, 'llm', 3), drawn(1, 'llm', 4), drawn(1, 'sink', 3)]).size).toBe(4);
    const all = Array.from({ length: 2000 }, (_, call) => drawn(1, 'llm', call)).sort((a, b) => a - b);
    // Half of 2000 draws, give or take three times the spread of so many.
    expect(all.filter((ms) => ms > 20).length).toBeGreaterThan(930);
    expect(all.filter((ms) => ms > 20).length).toBeLessThan(1070);
    expect(all.filter((ms) => ms > 80).length).toBeGreaterThan(5);
    expect(all.filter((ms) => ms > 80).length).toBeLessThan(36);
  });
});

describe('the normal distribution', () => {
  it.each([
    [0.5, 0],
    [0.841344746068543, 1],
    [0.95, 1.6448536269514722],
    [0.99, 2.3263478740408408],
    [0.001, -3.090232306167813],
  ])('is below its value with a probability of %d', (probability, value) => {
    expect(normal(probability)).toBeCloseTo(value, 7);
  });
});
