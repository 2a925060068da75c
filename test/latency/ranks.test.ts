import { describe, expect, it } from '@jest/globals';
import { lowerRank, samplesFor, upperRank } from '../../src/latency/ranks.ts';

describe('the bounds of a percentile', () => {
  it.each([
    [0.95, 0.05, 59],
    [0.99, 0.05, 299],
    [0.999, 0.05, 2995],
    [0.95, 0.01, 90],
    [0.99, 0.01, 459],
    [0.999, 0.01, 4603],
  ])('of %d need, at a chance of %d, %d samples to be proved', (share, alpha, fewest) => {
    expect(samplesFor(share, alpha)).toBe(fewest);
    expect(upperRank(fewest, share, alpha)).toBe(fewest);
    expect(upperRank(fewest - 1, share, alpha)).toBeUndefined();
  });

  it.each([
    [0.95, 60, 6],
    [0.95, 100, 9],
    [0.95, 200, 15],
    [0.95, 500, 33],
    [0.95, 1000, 62],
    [0.99, 100, 3],
    [0.99, 300, 6],
    [0.99, 1000, 15],
  ])('of %d allow, of %d samples, %d to be longer', (share, samples, longer) => {
    expect(samples - lowerRank(samples, share, 0.05)!).toBe(longer);
  });

  it('lie around the percentile, and nearer to it the more samples there are', () => {
    for (const samples of [100, 1000, 5000]) {
      const [low, high] = [lowerRank(samples, 0.95, 0.05)! / samples, upperRank(samples, 0.95, 0.05)! / samples];
      expect(low).toBeLessThan(0.95);
      expect(high).toBeGreaterThan(0.95);
      expect(high - low).toBeLessThan(1 / Math.sqrt(samples));
    }
  });

  it('are the same upside down: what is longer than one share is not longer than the other', () => {
    for (const samples of [20, 77, 300])
      expect(upperRank(samples, 0.2, 0.05)! + lowerRank(samples, 0.8, 0.05)!).toBe(samples + 1);
  });

  it('do not exist where there are too few samples', () => {
    expect(lowerRank(3, 0.01, 0.001)).toBeUndefined();
    expect(lowerRank(0, 0.95, 0.05)).toBeUndefined();
  });
});
