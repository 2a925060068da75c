import { describe, expect, it } from '@jest/globals';
import { playTrials } from '../play-trials.ts';
import { careful, modelDefects } from './index.ts';

const patience = 60_000;

describe('a component that listens to a model, with one mistake', () => {
  it.concurrent.each(modelDefects)(
    '$name is found by $check alone',
    async ({ name, check, only }) => {
      const seen = await playTrials('models', `${name}.mjs`, [only]);
      const broken = seen.flatMap((one) => Object.keys(one.broken));
      expect([seen.length > 0, [...new Set(broken)]]).toEqual([true, [check]]);
    },
    patience,
  );
});

describe('its correct twin', () => {
  it.concurrent(
    'holds, whatever the model does',
    async () => {
      const seen = await playTrials('models', 'correct.mjs', careful);
      expect(seen.length).toBeGreaterThan(35);
      expect(seen.filter(({ broken }) => Object.keys(broken).length > 0)).toEqual([]);
      // Each time the machine may have had no time for the harness itself.
      for (const { because } of seen) if (because !== undefined) expect(because).toMatch(/held up/);
    },
    patience,
  );
});
