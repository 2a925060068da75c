import { describe, expect, it } from '@jest/globals';
import { playTrials } from '../play-trials.ts';
import { instructionDefects, only } from './index.ts';

const patience = 60_000;

// The standard plan: a document wants one thing after the other.
const seenOf = (name: string) => playTrials('instructions', `${name}.mjs`, only, { profile: 'standard' });

describe('a component with one mistake in how it takes instructions', () => {
  it.concurrent.each(instructionDefects)(
    '$name is found by $check alone: $mistake',
    async ({ name, check }) => {
      const seen = await seenOf(name);
      expect([...new Set(seen.flatMap(({ broken }) => Object.keys(broken)))]).toEqual([check]);
    },
    patience,
  );
});

describe('its correct twin', () => {
  it(
    'does not do what documents say',
    async () => {
      const held = { trial: 'ask/pages/planted-instruction/every', broken: {} };
      expect(await seenOf('correct')).toEqual([held, held, held]);
    },
    patience,
  );
});
