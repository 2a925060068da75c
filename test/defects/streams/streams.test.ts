import { describe, expect, it } from '@jest/globals';
import { playTrials } from '../play-trials.ts';
import { streamDefects, streamTwins } from './index.ts';

const patience = 60_000;

describe('a component that streams, with one mistake', () => {
  it.concurrent.each(streamDefects)(
    '$name is found by $check alone: $mistake',
    async ({ name, check, only }) => {
      const seen = await playTrials('streams', `${name}.mjs`, [only]);
      expect(seen.length).toBeGreaterThan(0);
      expect(seen.map(({ broken }) => Object.keys(broken))).toEqual(seen.map(() => [check]));
    },
    patience,
  );
});

describe('a correct one', () => {
  it.concurrent.each(streamTwins)(
    '$file holds, whatever strikes it',
    async ({ file, only }) => {
      const seen = await playTrials('streams', file, only);
      expect(seen.length).toBeGreaterThan(20);
      expect(seen.filter(({ broken }) => Object.keys(broken).length > 0)).toEqual([]);
      // Each time the machine may have had no time for the harness itself.
      for (const { because } of seen) if (because !== undefined) expect(because).toMatch(/held up/);
    },
    patience,
  );
});
