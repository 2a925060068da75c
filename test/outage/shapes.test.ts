import { describe, expect, it } from '@jest/globals';
import { shapeNamed, shapes } from '../../src/outage/index.ts';
import { drawn, type Fate, shapeValues } from '../../src/outage/outage.ts';

const lasts = 1000;

/** What becomes of calls at the given times, with dice from a seed. */
function fates(name: string, times: readonly number[], given = {}, seed = 1): Fate[] {
  const shape = shapeNamed(name);
  const fate = shape.open(shapeValues(shape, given), lasts);
  return times.map((at, n) =>
    fate({ at, chance: drawn(seed, 'chance', n), standing: drawn(seed, 'standing', n % 10) }),
  );
}

const every = (step: number, from: number, to: number) =>
  Array.from({ length: Math.ceil((to - from) / step) }, (_, i) => from + i * step);

const shareStruck = (all: readonly Fate[]) => all.filter((fate) => fate === 'struck').length / all.length;

describe('every shape', () => {
  it.each(shapes.map(({ name }) => name))('%s says the same each time it is asked', (name) => {
    const times = every(3, -500, 3000);
    expect(fates(name, times)).toEqual(fates(name, times));
  });

  it.each(shapes.map(({ name }) => name))('%s does something while it lasts, and nothing before', (name) => {
    const did = (fate: Fate) => fate === 'struck' || (typeof fate === 'object' && fate.after > 100);
    expect(fates(name, every(20, -500, -10)).filter(did)).toEqual([]);
    expect(fates(name, every(7, 0, lasts)).some(did)).toBe(true);
  });

  it.each(shapes.map(({ name }) => name))('%s is over when it says so', (name) => {
    const shape = shapeNamed(name);
    // Few enough calls for those that count them.
    const over = shape.over(shapeValues(shape, {}), lasts, 30);
    const calls = every(100, 0, over + 2000).map((at) => ({ at, fate: fates(name, [at])[0]! }));
    const late = calls.filter(
      ({ at, fate }) => at > over && (fate === 'struck' || (fate !== 'well' && fate.after > 10)),
    );
    expect(late).toEqual([]);
  });
});

describe('down', () => {
  it('strikes every call', () => {
    expect(shareStruck(fates('down', every(1, 0, lasts)))).toBe(1);
  });
});

describe('flapping', () => {
  it('is down for its share of each period', () => {
    expect(fates('flapping', [0, 149, 150, 199, 200, 349, 350], { period: 200, down: 75 })).toEqual([
      ...['struck', 'struck', 'well', 'well', 'struck', 'struck', 'well'],
    ]);
  });
});

describe('brown-out', () => {
  it.each([10, 50, 90])('strikes about %d of a hundred calls', (share) => {
    expect(shareStruck(fates('brown-out', every(1, 0, lasts), { share }))).toBeCloseTo(share / 100, 1);
  });

  it('strikes the same calls with the same seed, and others with another', () => {
    const times = every(10, 0, lasts);
    expect(fates('brown-out', times, {}, 1)).not.toEqual(fates('brown-out', times, {}, 2));
  });
});

describe('latency-brown-out', () => {
  it('delays a share of the calls, half of them longer than the median', () => {
    const delays = fates('latency-brown-out', every(1, 0, lasts), { share: 40, median: 200 })
      .map((fate) => (typeof fate === 'object' ? fate.after : 0))
      .filter((after) => after > 0)
      .sort((a, b) => a - b);
    expect(delays.length / lasts).toBeCloseTo(0.4, 1);
    expect(delays[Math.floor(delays.length / 2)]! / 200).toBeCloseTo(1, 0);
    expect(delays.at(-1)!).toBeGreaterThan(1000);
  });
});

describe('ramp', () => {
  it('strikes more and more calls', () => {
    const quarters = [0, 250, 500, 750].map((from) => shareStruck(fates('ramp', every(1, from, from + 250))));
    expect(quarters).toEqual([...quarters].sort((a, b) => a - b));
    expect(quarters[3]! - quarters[0]!).toBeGreaterThan(0.5);
  });
});

describe('slow-recovery', () => {
  it('strikes half as many calls after each half-life', () => {
    const shareAfter = (from: number) =>
      shareStruck(fates('slow-recovery', every(1, lasts + from, lasts + from + 20), { 'half-life': 400 }));
    expect(shareStruck(fates('slow-recovery', every(1, 0, lasts)))).toBe(1);
    expect(shareAfter(0)).toBeGreaterThan(0.8);
    expect(shareAfter(1600)).toBeLessThan(0.3);
  });
});

describe('gray', () => {
  it('strikes the same part every time', () => {
    const all = fates('gray', every(1, 0, lasts), { share: 40 });
    const parts = every(1, 0, 10).map((n) => all.filter((_, i) => i % 10 === n));
    expect(parts.every((part) => new Set(part).size === 1)).toBe(true);
    expect(new Set(all).size).toBe(2);
  });
});

describe('correlated', () => {
  it('goes down later, and stays down as long', () => {
    expect(fates('correlated', [0, 299, 300, 1299, 1300], { lag: 300 })).toEqual([
      ...['well', 'well', 'struck', 'struck', 'well'],
    ]);
  });
});

describe('capacity', () => {
  it('turns away what comes above the rate, and nothing below it', () => {
    const above = fates('capacity', every(10, 0, lasts), { rate: 25 });
    expect(above.filter((fate) => fate === 'well').length).toBeGreaterThanOrEqual(25);
    expect(above.filter((fate) => fate === 'well').length).toBeLessThanOrEqual(28);
    expect(shareStruck(fates('capacity', every(50, 0, lasts), { rate: 25 }))).toBe(0);
  });
});

describe('queue', () => {
  const waits = (times: readonly number[], given = {}) =>
    fates('queue', times, given).map((fate) => (typeof fate === 'object' ? Math.round(fate.after) : fate));

  it('serves one call after the other', () => {
    expect(waits([-500, -500, -500, -100], { rate: 100 })).toEqual([10, 20, 30, 10]);
  });

  it('works on nothing while it stalls, and then on what came first', () => {
    expect(waits([-5, 0, 500, 990, 1100], { rate: 100 })).toEqual([1010, 1015, 525, 45, 10]);
  });

  it('works more slowly where something is left of its rate', () => {
    expect(waits([0, 0, 900], { rate: 100, left: 50 })).toEqual([20, 40, 20]);
  });

  it('grows without end where more comes than it can do', () => {
    const all = waits(every(5, 1000, 3000), { rate: 100 }) as number[];
    expect(all.at(-1)! / all[200]!).toBeGreaterThan(1.8);
  });
});
