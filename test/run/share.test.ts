import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Trial } from '../../src/plan/trial.ts';
import { shareOf } from '../../src/run/share.ts';
import { past } from '../history/runs.ts';

const traffic = { rate: 20, before: 500, during: 1500, after: 2000, outages: [] };
const kinds = [
  { case: {}, waits: false },
  { case: {}, waits: true },
  { case: { traffic }, waits: false },
  { case: { traffic: { ...traffic, paced: { looks: [100, 200] } } }, waits: false },
];
const trial = (id: string, kind: number, cases: number) =>
  ({ id, cases: Array.from({ length: cases }, () => kinds[kind]) }) as unknown as Trial;
const trials = fc
  .uniqueArray(fc.tuple(fc.string(), fc.nat(3), fc.integer({ min: 1, max: 4 })), {
    selector: ([id]) => id,
    maxLength: 40,
  })
  .map((all) => all.map(([id, kind, cases]) => trial(id, kind, cases)));

const standard = (earlier = [past(1)]) => ({ profile: 'standard', earlier });

describe('the shards of a run', () => {
  it('have every trial once, in the order of the plan, whatever is known of earlier runs', () => {
    fc.assert(
      fc.property(trials, fc.integer({ min: 1, max: 9 }), fc.nat(40), (all, total, known) => {
        const times = Object.fromEntries(all.slice(0, known).map(({ id }, i) => [id, 10 + 900 * (i % 7)]));
        const earlier = [past(1, { trials: times })];
        const shards = Array.from({ length: total }, (_, i) =>
          shareOf(all, { index: i + 1, total }, standard(earlier)),
        );
        expect(shards.flatMap(({ own }) => own).sort((a, b) => all.indexOf(a) - all.indexOf(b))).toEqual(all);
        for (const { own } of shards) expect(own).toEqual(all.filter((one) => own.includes(one)));
        expect(new Set(shards.map(({ division }) => JSON.stringify(division))).size).toBe(1);
      }),
    );
  });

  it('are balanced by what trials took, and not by how many there are', () => {
    const all = ['slow', 'a', 'b', 'c'].map((id) => trial(id, 0, 1));
    const earlier = [past(1, { trials: { slow: 3000, a: 1000, b: 1000, c: 1000 } })];
    const { own, division } = shareOf(all, { index: 1, total: 2 }, standard(earlier));
    expect(own.map(({ id }) => id)).toEqual(['slow']);
    expect(division).toMatchObject({ trials: 4, timed: 4 });
  });

  it('know what waits and what has traffic before anything was ever played', () => {
    const all = [trial('outage', 2, 1), trial('waits', 1, 1), ...['a', 'b', 'c'].map((id) => trial(id, 0, 1))];
    const first = shareOf(all, { index: 1, total: 2 }, standard([]));
    expect(first.own.map(({ id }) => id)).toEqual(['outage']);
    expect(first.division.timed).toBe(0);
  });

  it('tell by their print that they were divided by another history', () => {
    const all = ['a', 'b', 'c', 'd'].map((id) => trial(id, 0, 1));
    const print = (times: Record<string, number>) =>
      shareOf(all, { index: 1, total: 2 }, standard([past(1, { trials: times })])).division.print;
    expect(print({ a: 100 })).toBe(print({ a: 100 }));
    expect(print({ a: 9, b: 9, c: 1, d: 1 })).not.toBe(print({ a: 9, b: 1, c: 9, d: 1 }));
  });
});
