import { describe, expect, it } from '@jest/globals';
import { duration, milliseconds } from '../../src/contract/units.ts';

describe('durations', () => {
  it.each([
    ['250ms', 250],
    ['2s', 2000],
    ['1.5s', 1500],
    ['1m', 60_000],
  ])('%s is %d ms, and is written the same way', (text, ms) => {
    expect(milliseconds(text)).toBe(ms);
    expect(duration(ms)).toBe(text);
  });
});
