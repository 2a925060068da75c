import { describe, expect, it } from '@jest/globals';
import { trafficDefects } from './index.ts';
import { playOutage } from './play.ts';

const patience = 2 * 60_000;

const brokenIn = ({ judgements }: Awaited<ReturnType<typeof playOutage>>['verdict']) =>
  Object.entries(judgements)
    .filter(([, { verdict }]) => verdict === 'broken')
    .map(([check]) => check);

describe('under traffic, a component with one mistake', () => {
  it.concurrent.each(trafficDefects)(
    '$name is found by $check alone: $mistake',
    async ({ name, shape, check }) => {
      const { verdict } = await playOutage(name, shape);
      expect(brokenIn(verdict)).toEqual([check]);
    },
    patience,
  );
});

describe('its correct twin', () => {
  it.concurrent.each(['down', 'capacity', 'queue'])(
    'stands %s, and every check that speaks of it holds',
    async (shape) => {
      const { verdict } = await playOutage('correct', shape);
      expect({ broken: brokenIn(verdict), because: verdict.because }).toEqual({ broken: [], because: undefined });
    },
    patience,
  );
});
