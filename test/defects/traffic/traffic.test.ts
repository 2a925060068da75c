import { describe, expect, it } from '@jest/globals';
import { trafficDefects } from './index.ts';
import { playOutage } from './play.ts';

const patience = 3 * 60_000;

describe('under traffic, a component with one mistake', () => {
  it.concurrent.each(trafficDefects)(
    '$name is found by $check alone: $mistake',
    async ({ name, shape, check }) => {
      const enough = ({ broken }: { readonly broken: readonly string[] }) => broken.join() === check;
      const { broken } = await playOutage(name, shape, { enough, excused: false });
      expect(broken).toEqual([check]);
    },
    patience,
  );
});

describe('its correct twin', () => {
  it.concurrent.each(['down', 'capacity', 'queue'])(
    'stands %s, and every check that speaks of it holds',
    async (shape) => {
      const enough = ({ because }: { readonly because?: string }) => because === undefined;
      const { broken, because } = await playOutage('correct', shape, { enough, excused: true });
      expect(broken).toEqual([]);
      // Each time the machine may have had no time for the harness itself.
      if (because !== undefined) expect(because).toMatch(/held up/);
    },
    patience,
  );
});
