import { describe, expect, it } from '@jest/globals';
import { bracket, type Step } from '../../src/run/capacity.ts';

const stop = () => false;

/** Tries rates on something that stands `stands` requests a second; `sees`: beyond it, nothing can be said. */
async function search(stands: number, { declared = 50, most = 1000, sees = Number.POSITIVE_INFINITY } = {}) {
  const tried: number[] = [];
  const attempt = async (rate: number): Promise<Step['verdict']> => {
    tried.push(rate);
    return rate > sees ? 'spoiled' : rate <= stands ? 'holds' : 'too much';
  };
  return { ...(await bracket(attempt, { declared, most, stop })), tried };
}

describe('the search for the rate that a component stands', () => {
  it('doubles the rate until it is too much, and comes closer from both sides', async () => {
    expect(await search(170)).toEqual({ holds: 168, breaks: 183, tried: [50, 100, 200, 141, 168, 183] });
  });

  it('goes below the rate that is declared', async () => {
    expect(await search(20)).toEqual({ holds: 18, breaks: 25, tried: [50, 25, 13, 18] });
  });

  it('ends at the most that it may send', async () => {
    expect(await search(10_000, { most: 300 })).toEqual({ holds: 200, tried: [50, 100, 200] });
  });

  it('says nothing of what the harness cannot see', async () => {
    expect(await search(10_000, { sees: 150 })).toEqual({ holds: 100, tried: [50, 100, 200] });
    expect(await search(10_000, { sees: 10 })).toEqual({ tried: [50] });
  });
});
