import { describe, expect, it } from '@jest/globals';
import { oneAfterTheOther, spent } from '../../src/latency/spent.ts';
import type { SlimCall } from '../../src/observation/observation.ts';

const due = 1000;
const call = (to: string, began: number, ended: number, end: SlimCall['end'] = 'complete'): SlimCall => ({
  to: `${to}.get`,
  began: due + began,
  ended: due + ended,
  end,
});
const of = (took: number, ...calls: SlimCall[]) => spent({ due, took, calls });

describe('where the time of a request went', () => {
  it('is its own where it calls nobody', () => {
    expect(of(30)).toEqual({ total: 30, added: 30, dependencies: {}, waiting: 0 });
  });

  it('is the sum of calls one after the other', () => {
    expect(of(100, call('a', 10, 40), call('b', 50, 90))).toEqual({
      total: 100,
      added: 30,
      dependencies: { a: 30, b: 40 },
      waiting: 0,
    });
  });

  it('is the longest of calls side by side, and what they have alone', () => {
    expect(of(100, call('a', 10, 60), call('b', 10, 80))).toMatchObject({ added: 30, dependencies: { a: 50, b: 70 } });
    expect(of(100, call('a', 10, 60), call('b', 40, 80))).toMatchObject({ added: 30 });
  });

  it('is not that of calls that go on after the answer, nor of those that begin then', () => {
    expect(of(50, call('a', 10, 400), call('b', 60, 90))).toMatchObject({ added: 10, dependencies: { a: 40, b: 0 } });
  });

  it('has both attempts at a call, and the pause between them apart', () => {
    expect(of(200, call('a', 10, 60, 'abandoned'), call('a', 90, 150))).toEqual({
      total: 200,
      added: 60,
      dependencies: { a: 110 },
      waiting: 30,
    });
  });

  it('has no pause after a call that was answered: what lies between is work', () => {
    expect(of(200, call('a', 10, 60), call('a', 90, 150))).toMatchObject({ added: 90, waiting: 0 });
  });
});

describe('calls one after the other', () => {
  it('are the longest row of those that wait for each other', () => {
    const calls = [call('a', 0, 30), call('b', 0, 80), call('c', 35, 70), call('d', 85, 90), call('e', 75, 84)];
    expect(oneAfterTheOther({ calls }).map(({ to }) => to)).toEqual(['b.get', 'd.get']);
  });

  it('are all of them, where none begins before the last one ended', () => {
    const calls = [call('b', 31, 60), call('a', 0, 30), call('c', 60, 70)];
    expect(oneAfterTheOther({ calls }).map(({ to }) => to)).toEqual(['a.get', 'b.get', 'c.get']);
  });

  it('are one where all are side by side, and none where there are none', () => {
    expect(oneAfterTheOther({ calls: [call('a', 0, 30), call('b', 1, 80)] }).map(({ to }) => to)).toEqual(['b.get']);
    expect(oneAfterTheOther({ calls: [] })).toEqual([]);
  });
});
