import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { divide } from '../../src/plan/divide.ts';

const weighed = fc.uniqueArray(
  fc.record({ id: fc.string(), weight: fc.oneof(fc.double({ min: 0, max: 1e7, noNaN: true }), fc.constant(200)) }),
  { selector: ({ id }) => id, maxLength: 60 },
);
const total = fc.integer({ min: 1, max: 12 });

describe('the division of trials', () => {
  it('puts each of them in exactly one shard that there is', () => {
    fc.assert(
      fc.property(weighed, total, (all, n) => {
        const division = divide(all, n);
        expect([...division.keys()].sort()).toEqual(all.map(({ id }) => id).sort());
        for (const shard of division.values()) expect(shard >= 1 && shard <= n).toBe(true);
      }),
    );
  });

  it('is the same in whatever order they come', () => {
    const inTwoOrders = weighed.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(
      fc.property(inTwoOrders, total, ([one, other], n) => {
        const sorted = (division: Map<string, number>) => [...division].sort();
        expect(sorted(divide(other, n))).toEqual(sorted(divide(one, n)));
      }),
    );
  });

  it('gives no shard more than another one by more than its heaviest', () => {
    fc.assert(
      fc.property(weighed, total, (all, n) => {
        const loads = Array.from({ length: n }, () => 0);
        const division = divide(all, n);
        for (const { id, weight } of all) loads[division.get(id)! - 1]! += weight;
        const heaviest = Math.max(0, ...all.map(({ weight }) => weight));
        expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(heaviest * (1 + 1e-9) + 1e-6);
      }),
    );
  });

  it('counts them where they weigh nothing', () => {
    const division = divide(
      [
        { id: 'a', weight: 0 },
        { id: 'b', weight: 0 },
      ],
      2,
    );
    expect(new Set(division.values()).size).toBe(2);
  });
});
