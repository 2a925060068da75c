import { describe, expect, it } from '@jest/globals';
import { deliveryDefects } from './index.ts';
import { playTrials, type Seen } from './play.ts';

const patience = 3 * 60_000;
const counted =
  /^Of \d+ requests that were answered `ok`, [1-9]\d* were lost and 0 came too late: decisions\.add was not acknowledged in time for m-\d{8}, m-\d{8}/;

describe('of what was accepted', () => {
  it.concurrent.each(deliveryDefects)(
    '$name is found by $check alone: $mistake',
    async ({ name, trial, check }) => {
      const enough = (one: Seen) => Object.keys(one.broken).join() === check;
      const seen = await playTrials(name, [trial], { enough, excused: false });
      const { broken } = seen[trial]!;
      expect(Object.keys(broken)).toEqual([check]);
      if (trial.endsWith('/outage')) expect(broken[check]).toMatch(counted);
    },
    patience,
  );

  it.concurrent(
    'nothing is lost by the twin with a queue, whatever fails',
    async () => {
      const faults = ['server-error/*', 'reset-inside-reply/first', 'refused/every', 'down/outage'];
      const trials = faults.map((fault) => `message/decisions/${fault}`);
      const seen = await playTrials('correct', trials, {
        enough: ({ because }) => because === undefined,
        excused: true,
      });
      for (const [trial, { broken, delivers, because }] of Object.entries(seen)) {
        expect({ trial, broken, delivers }).toEqual({ trial, broken: {}, delivers: 'holds' });
        // Each time the machine may have had no time for the harness itself.
        if (because !== undefined) expect(because).toMatch(/held up/);
      }
      expect(Object.keys(seen)).toContain('message/decisions/down/outage');
    },
    patience,
  );
});
