import { describe, expect, it } from '@jest/globals';
import { compare } from '../../src/latency/comparison.ts';
import { generator } from '../../src/latency/generator.ts';
import { chanceOfNoChange, versus } from '../../src/latency/versus.ts';
import { times } from './chance.ts';

const drawn = (p95: number, count: number, random: () => number) => {
  const draw = times(p95, random);
  return Float64Array.from({ length: count }, draw);
};

describe('the chance that nothing changed', () => {
  it('is as tables give it', () => {
    // U = 15 of 64 pairs, 32 expected, spread 9.52: z = (32 - 15 - 0.5) / 9.52 = 1.733.
    const [base, head] = [
      [1.1, 2.2, 3.3, 4.4, 5.5, 6.6, 7.7, 8.8],
      [4, 5, 6, 7, 8, 9, 10, 11],
    ];
    expect(chanceOfNoChange(Float64Array.from(base), Float64Array.from(head))).toBeCloseTo(0.0831, 3);
  });

  it('is the same in both directions, one where all are alike, and small where all are apart', () => {
    const [a, b] = [Float64Array.from([1, 2, 3, 4]), Float64Array.from([3, 4, 5, 6])];
    expect(chanceOfNoChange(a, b)).toBe(chanceOfNoChange(b, a));
    expect(chanceOfNoChange(a, a)).toBeCloseTo(1, 1);
    expect(chanceOfNoChange(Float64Array.from([2, 2, 2]), Float64Array.from([2, 2]))).toBe(1);
    const apart = Float64Array.from({ length: 50 }, (_, i) => i);
    expect(
      chanceOfNoChange(
        apart,
        apart.map((x) => x + 100),
      ),
    ).toBeLessThan(1e-10);
  });
});

describe('a ratio', () => {
  it('lies in its interval, and the true one nearly always does', () => {
    let held = 0;
    for (let run = 0; run < 25; run++) {
      const random = generator(run + 1);
      const [seen] = versus(drawn(100, 200, random), drawn(120, 200, random), ['p95'], random);
      const { low, high, ratio } = seen!;
      expect(ratio).toBeGreaterThanOrEqual(low);
      expect(ratio).toBeLessThanOrEqual(high);
      if (low <= 1.2 && 1.2 <= high) held++;
    }
    // Of 25, fewer than 21 have a chance of less than one in a hundred where 95 of 100 should.
    expect(held).toBeGreaterThanOrEqual(21);
  });
});

describe('a version that is compared with itself and with a slower one', () => {
  /** Of so many comparisons: how often the second one is called slower. */
  const slower = (ratio: number, runs: number) => {
    let found = 0;
    for (let run = 0; run < runs; run++) {
      const random = generator(run * 31 + 7);
      const [base, head] = [drawn(100, 200, random), drawn(100 * ratio, 200, random)];
      if (compare(base, head, run).verdict === 'slower') found++;
    }
    return found;
  };

  it('is hardly ever called slower where nothing changed, nor where it is faster', () => {
    expect(slower(1, 25)).toBeLessThanOrEqual(1);
    expect(slower(0.8, 5)).toBe(0);
  });

  it('is found where it takes a fifth longer, nearly always', () => {
    expect(slower(1.2, 10)).toBeGreaterThanOrEqual(8);
    expect(slower(1.3, 5)).toBe(5);
  });
});
