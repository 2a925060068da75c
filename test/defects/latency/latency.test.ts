import { describe, expect, it } from '@jest/globals';
import { latencyDefects, latencyTwins } from './index.ts';
import { playTimed, type Seen } from './play.ts';

const patience = 3 * 60_000;
/** Each time the machine may have had no time for the harness itself. */
const heldUp = /held up/;

describe('a component that is right and too slow', () => {
  // One at a time: what is measured is the component, and not the others.
  it.each(latencyDefects)(
    '$name is found by $check alone: $mistake',
    async ({ name, trial, check }) => {
      const enough = ({ broken }: Seen) => Object.keys(broken).join() === check;
      const { broken } = await playTimed(name, trial, { enough, excused: false });
      expect(Object.keys(broken)).toEqual([check]);
      if (name === 'one-after-the-other')
        expect(broken[check]).toMatch(/one after the other: `facts` \d+ ms, then `model` \d+ ms, then `notes` \d+ ms/);
    },
    patience,
  );
});

describe('a component that is quick enough', () => {
  it.each(latencyTwins.flatMap(({ name, trials }) => trials.map((trial) => ({ name, trial }))))(
    '$name stands $trial',
    async ({ name, trial }) => {
      const enough = (seen: Seen) => seen.because === undefined;
      const { broken, because } = await playTimed(name, trial, { enough, excused: true });
      expect(broken).toEqual({});
      if (because !== undefined) expect(because).toMatch(heldUp);
    },
    patience,
  );
});
